package io.parm.job.sql;

import io.parm.job.config.Registry;
import io.parm.job.kafka.format.ConfluentFormat;
import io.parm.job.kafka.format.SingleObjectFormat;
import io.parm.job.kafka.format.WireFormat;
import io.parm.schemas.RecordType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.FactoryUtil;

/** Finds the format of {@code 'format' = 'parm'}: our records in the encoding that the job writes. */
public final class RecordFormatFactory implements DeserializationFormatFactory {

    /** Whose records a topic holds. */
    enum Kind {
        PREDICTION,
        CORRECTION,
        QUERY
    }

    private static final ConfigOption<Kind> RECORD =
            ConfigOptions.key("record").enumType(Kind.class).defaultValue(Kind.PREDICTION);
    private static final ConfigOption<Boolean> IGNORE_PARSE_ERRORS =
            ConfigOptions.key("ignore-parse-errors").booleanType().defaultValue(false);

    /** The job's settings of the same names; without a URL, values are in Avro single-object encoding. */
    private static final List<ConfigOption<String>> REGISTRY = Registry.KEYS.stream()
            .map(key -> ConfigOptions.key(key).stringType().noDefaultValue())
            .toList();

    @Override
    public String factoryIdentifier() {
        return "parm";
    }

    @Override
    public DecodingFormat<DeserializationSchema<RowData>> createDecodingFormat(
            DynamicTableFactory.Context context, ReadableConfig options) {
        FactoryUtil.validateFactoryOptions(this, options);
        WireFormat format = format(options);
        boolean ignoreParseErrors = options.get(IGNORE_PARSE_ERRORS);
        return switch (options.get(RECORD)) {
            case PREDICTION ->
                new RecordFormat<>(
                        RecordColumns.PREDICTIONS, format.decoder(RecordType.PREDICTION, List.of()), ignoreParseErrors);
            case CORRECTION ->
                new RecordFormat<>(
                        RecordColumns.CORRECTIONS, format.decoder(RecordType.CORRECTION, List.of()), ignoreParseErrors);
            case QUERY ->
                new RecordFormat<>(
                        RecordColumns.QUERIES, format.decoder(RecordType.QUERY, List.of()), ignoreParseErrors);
        };
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        Set<ConfigOption<?>> all = new HashSet<>(REGISTRY);
        all.add(RECORD);
        all.add(IGNORE_PARSE_ERRORS);
        return all;
    }

    private static WireFormat format(ReadableConfig options) {
        Map<String, String> settings = new HashMap<>();
        for (ConfigOption<String> option : REGISTRY) {
            options.getOptional(option).ifPresent(value -> settings.put(option.key(), value));
        }
        return settings.isEmpty() ? SingleObjectFormat.INSTANCE : new ConfluentFormat(Registry.of(settings));
    }
}
