package io.parm.job.sql;

import io.parm.job.kafka.format.WireFormat;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Records of one kind as rows of those of their fields that a table names, in any order. */
final class RecordFormat<T> implements DecodingFormat<DeserializationSchema<RowData>> {

    private final RecordColumns<T> columns;
    private final WireFormat.DecoderSource<T> decoders;
    private final boolean ignoreParseErrors;

    RecordFormat(RecordColumns<T> columns, WireFormat.DecoderSource<T> decoders, boolean ignoreParseErrors) {
        this.columns = columns;
        this.decoders = decoders;
        this.ignoreParseErrors = ignoreParseErrors;
    }

    /** @throws ValidationException if a column has no field, or not its type */
    @Override
    public DeserializationSchema<RowData> createRuntimeDecoder(
            DynamicTableSource.Context context, DataType physicalDataType) {
        List<RecordColumns.Reader<T>> readers = new ArrayList<>();
        for (RowType.RowField field : ((RowType) physicalDataType.getLogicalType()).getFields()) {
            readers.add(column(field).value());
        }
        return new RecordRows<>(decoders, readers, ignoreParseErrors, context.createTypeInformation(physicalDataType));
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }

    private RecordColumns.Column<T> column(RowType.RowField field) {
        RecordColumns.Column<T> column = columns.all().get(field.getName());
        if (column == null) {
            throw new ValidationException("the record has no field " + field.getName() + " but "
                    + String.join(", ", columns.all().keySet()));
        }
        if (!sql(field.getType()).equals(column.type())) {
            throw new ValidationException(
                    "column " + field.getName() + " must be " + column.type() + " but is " + sql(field.getType()));
        }
        return column;
    }

    /** As {@link RecordColumns} writes types: nothing of ours is NULL where the schema has a value, so NOT NULL makes no difference. */
    private static String sql(LogicalType type) {
        return type.asSummaryString().replace(" NOT NULL", "").replace("`", "");
    }
}
