package io.parm.lab.endtoend;

import io.parm.schemas.RecordType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Queries as producers write them whose schema is not quite ours. */
final class QueryVersions {

    private QueryVersions() {}

    /** Our schema with more fields at its end, in single quotes. */
    static Schema with(String more) {
        String schema = RecordType.QUERY.publicSchema().toString();
        return new Schema.Parser().parse(schema.substring(0, schema.length() - 2) + more.replace('\'', '"') + "]}");
    }

    /** A query with one of the demo's images. */
    static GenericData.Record filled(Schema query, String id) {
        Schema tensor = query.getField("tensor").schema().getTypes().get(1);
        float[] input = TestStand.DATA.images().input(0);
        ByteBuffer data = ByteBuffer.allocate(input.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(input);
        return new GenericRecordBuilder(query)
                .set("id", id)
                .set(
                        "tensor",
                        new GenericRecordBuilder(tensor)
                                .set(
                                        "dtype",
                                        new GenericData.EnumSymbol(
                                                tensor.getField("dtype").schema(), "FLOAT32"))
                                .set("shape", List.of(1L, 28L, 28L))
                                .set("data", data)
                                .build())
                .build();
    }

    /** In the Confluent wire format. */
    static byte[] encode(int id, GenericData.Record record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(
                ByteBuffer.allocate(1 + Integer.BYTES).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericData.Record>(record.getSchema()).write(record, encoder);
        return bytes.toByteArray();
    }
}
