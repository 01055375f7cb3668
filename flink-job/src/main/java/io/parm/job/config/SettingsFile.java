package io.parm.job.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a YAML file of settings, nested or dotted, into keys and texts. */
public final class SettingsFile {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private SettingsFile() {}

    /** @throws UserError if the file cannot be read or is not a YAML map of scalars and lists */
    public static Map<String, String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserError("no settings file at " + file);
        }
        try {
            Map<String, String> values = new LinkedHashMap<>();
            JsonNode root = YAML.readTree(Files.readString(file));
            if (root != null && !root.isMissingNode() && !root.isNull()) {
                flatten("", root, values, file);
            }
            return values;
        } catch (JsonProcessingException e) {
            // The parser's message quotes the line, which may hold a secret.
            throw new UserError(file + " is not YAML at line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw new UserError(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void flatten(String key, JsonNode node, Map<String, String> values, Path file) {
        if (node.isObject()) {
            String prefix = key.isEmpty() ? "" : key + ".";
            node.properties().forEach(entry -> flatten(prefix + entry.getKey(), entry.getValue(), values, file));
            return;
        }
        if (key.isEmpty()) {
            throw new UserError(file + " must hold settings as key: value");
        }
        String previous = values.put(key, text(key, node, file));
        if (previous != null) {
            throw new UserError(file + " sets " + key + " twice");
        }
    }

    private static String text(String key, JsonNode node, Path file) {
        if (!node.isArray()) {
            return node.isNull() ? "" : node.asText();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : node) {
            if (!element.isValueNode()) {
                throw new UserError(file + ": " + key + " must be a list of texts");
            }
            texts.add(element.asText());
        }
        return String.join(",", texts);
    }
}
