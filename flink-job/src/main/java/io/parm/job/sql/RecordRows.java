package io.parm.job.sql;

import io.parm.job.kafka.format.WireFormat;
import io.parm.schemas.MalformedRecordException;
import io.parm.schemas.RecordDecoder;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Values as rows. */
final class RecordRows<T> implements DeserializationSchema<RowData> {

    private static final long serialVersionUID = 1L;

    private final WireFormat.DecoderSource<T> decoders;
    private final List<RecordColumns.Reader<T>> readers;
    private final boolean ignoreParseErrors;
    private final TypeInformation<RowData> type;
    private transient RecordDecoder<T> decoder;

    /**
     * @param readers of the columns, in the table's order
     * @param ignoreParseErrors whether a value that is no record is skipped
     */
    RecordRows(
            WireFormat.DecoderSource<T> decoders,
            List<RecordColumns.Reader<T>> readers,
            boolean ignoreParseErrors,
            TypeInformation<RowData> type) {
        this.decoders = decoders;
        this.readers = readers;
        this.ignoreParseErrors = ignoreParseErrors;
        this.type = type;
    }

    @Override
    public void open(InitializationContext context) {
        decoder = decoders.get();
    }

    /** No row for no value. */
    @Override
    public RowData deserialize(byte[] value) throws IOException {
        if (value == null) {
            return null;
        }
        T record;
        try {
            record = decoder.decode(value);
        } catch (MalformedRecordException e) {
            if (ignoreParseErrors) {
                return null;
            }
            throw new IOException(
                    "a value is no such record: " + e.getMessage()
                            + "; 'parm.ignore-parse-errors' = 'true' skips such values",
                    e);
        }
        GenericRowData row = new GenericRowData(readers.size());
        for (int i = 0; i < readers.size(); i++) {
            row.setField(i, readers.get(i).apply(record));
        }
        return row;
    }

    @Override
    public boolean isEndOfStream(RowData row) {
        return false;
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
        return type;
    }
}
