package io.parm.job.sql;

import io.parm.schemas.Correction;
import io.parm.schemas.EncodedImage;
import io.parm.schemas.Prediction;
import io.parm.schemas.Query;
import io.parm.schemas.Tensor;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;

/**
 * A record's fields as columns of the same names.
 *
 * @param <T> the record
 */
final class RecordColumns<T> {

    private static final String STRING = "STRING";
    private static final String INT = "INT";
    private static final String BIGINT = "BIGINT";
    private static final String IMAGE = "ROW<mediaType STRING, data BYTES>";

    static final RecordColumns<Prediction> PREDICTIONS = new RecordColumns<Prediction>()
            .with("queryId", STRING, prediction -> text(prediction.getQueryId()))
            .with("source", STRING, prediction -> text(prediction.getSource()))
            .with("output", Floats.TENSOR, prediction -> tensor(prediction.getOutput()))
            .with("service", STRING, prediction -> text(prediction.getService()))
            .with("latencyMs", BIGINT, Prediction::getLatencyMs)
            .with("groupId", STRING, prediction -> text(prediction.getGroupId()))
            .with("slot", INT, Prediction::getSlot)
            .with("reason", STRING, prediction -> text(prediction.getReason()));

    static final RecordColumns<Correction> CORRECTIONS = new RecordColumns<Correction>()
            .with("queryId", STRING, correction -> text(correction.getQueryId()))
            .with("answeredAs", STRING, correction -> text(correction.getAnsweredAs()))
            .with("output", Floats.TENSOR, correction -> tensor(correction.getOutput()))
            .with("service", STRING, correction -> text(correction.getService()))
            .with("latencyMs", BIGINT, Correction::getLatencyMs);

    static final RecordColumns<Query> QUERIES = new RecordColumns<Query>()
            .with("id", STRING, query -> text(query.getId()))
            .with("tensor", Floats.TENSOR, query -> tensor(query.getTensor()))
            .with("image", IMAGE, query -> image(query.getImage()));

    private final Map<String, Column<T>> columns = new LinkedHashMap<>();

    private RecordColumns() {}

    /**
     * @param type in SQL
     * @param value of a record, as Flink's SQL runtime holds it
     */
    record Column<T>(String type, Reader<T> value) {}

    /** Takes a column's value out of a record. */
    interface Reader<T> extends Function<T, Object>, Serializable {}

    /** By name, in the schema's order. */
    Map<String, Column<T>> all() {
        return columns;
    }

    private RecordColumns<T> with(String name, String type, Reader<T> value) {
        columns.put(name, new Column<>(type, value));
        return this;
    }

    private static StringData text(Object value) {
        return value == null ? null : StringData.fromString(value.toString());
    }

    private static GenericRowData tensor(Tensor tensor) {
        if (tensor == null) {
            return null;
        }
        long[] shape = tensor.getShape().stream().mapToLong(Long::longValue).toArray();
        return GenericRowData.of(text(tensor.getDtype()), new GenericArrayData(shape), bytes(tensor.getData()));
    }

    private static GenericRowData image(EncodedImage image) {
        return image == null ? null : GenericRowData.of(text(image.getMediaType()), bytes(image.getData()));
    }

    private static byte[] bytes(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.duplicate().get(bytes);
        return bytes;
    }
}
