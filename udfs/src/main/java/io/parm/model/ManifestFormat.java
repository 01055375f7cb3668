package io.parm.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.parm.coding.Encoder;
import io.parm.coding.ParityOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** A manifest as YAML: unknown fields are errors, and enums are written in kebab case ({@code per-slot}). */
final class ManifestFormat {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES))
            .registerModule(new SimpleModule()
                    .addSerializer(Encoder.Kind.class, new KebabSerializer<>())
                    .addSerializer(ParityOutput.Kind.class, new KebabSerializer<>())
                    .addDeserializer(Encoder.Kind.class, new KebabDeserializer<>(Encoder.Kind.values()))
                    .addDeserializer(ParityOutput.Kind.class, new KebabDeserializer<>(ParityOutput.Kind.values())));

    private ManifestFormat() {}

    static String write(ServiceManifest manifest) {
        try {
            return YAML.writeValueAsString(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest can always be written", e);
        }
    }

    /** @throws UserError if the text is not a manifest; the message says where */
    static ServiceManifest read(String yaml, Object origin) {
        ServiceManifest manifest;
        try {
            manifest = YAML.readValue(yaml, ServiceManifest.class);
        } catch (JsonMappingException e) {
            throw new UserError(origin + ": " + e.getOriginalMessage() + " at " + path(e), e);
        } catch (JsonProcessingException e) {
            throw new UserError(origin + " is not YAML: " + e.getOriginalMessage(), e);
        }
        if (manifest == null) {
            throw new UserError(origin + " is empty");
        }
        return manifest;
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        e.getPath()
                .forEach(step -> path.append(path.isEmpty() ? "" : ".")
                        .append(step.getFieldName() == null ? step.getIndex() : step.getFieldName()));
        return path.isEmpty() ? "the top" : path.toString();
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static final class KebabSerializer<T extends Enum<T>> extends JsonSerializer<T> {
        @Override
        public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(kebab(value));
        }
    }

    private static final class KebabDeserializer<T extends Enum<T>> extends JsonDeserializer<T> {
        private final T[] constants;

        private KebabDeserializer(T[] constants) {
            this.constants = constants;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getText();
            for (T constant : constants) {
                if (kebab(constant).equals(text)) {
                    return constant;
                }
            }
            String known = String.join(
                    ", ", Arrays.stream(constants).map(ManifestFormat::kebab).toList());
            throw context.weirdStringException(text, constants[0].getDeclaringClass(), "one of " + known);
        }
    }
}
