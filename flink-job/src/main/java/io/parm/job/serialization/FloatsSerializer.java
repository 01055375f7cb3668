package io.parm.job.serialization;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.array.FloatPrimitiveArraySerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Float arrays that nobody writes to: a copy is the array itself, and floats are written and read many at a time. Flink's own serializer
 * copies, and goes float by float; the bytes are the same, so either reads what the other wrote. Not thread-safe; hot.
 */
public final class FloatsSerializer extends TypeSerializer<float[]> {

    /** Floats that go at a time: 16 KB, half of one of Flink's network buffers. */
    static final int CHUNK = 4096;

    private static final long serialVersionUID = 1L;

    /** Big-endian, as Flink writes. */
    private transient ByteBuffer bytes;

    private transient FloatBuffer floats;

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<float[]> duplicate() {
        return new FloatsSerializer();
    }

    @Override
    public float[] createInstance() {
        return new float[0];
    }

    @Override
    public float[] copy(float[] from) {
        return from;
    }

    @Override
    public float[] copy(float[] from, float[] reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(float[] values, DataOutputView target) throws IOException {
        ensureBuffer();
        target.writeInt(values.length);
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            floats.clear().put(values, from, count);
            target.write(bytes.array(), 0, count * Float.BYTES);
        }
    }

    @Override
    public float[] deserialize(DataInputView source) throws IOException {
        ensureBuffer();
        float[] values = new float[source.readInt()];
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            source.readFully(bytes.array(), 0, count * Float.BYTES);
            floats.clear().get(values, from, count);
        }
        return values;
    }

    @Override
    public float[] deserialize(float[] reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<float[]> snapshotConfiguration() {
        return new Snapshot();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloatsSerializer;
    }

    @Override
    public int hashCode() {
        return FloatsSerializer.class.hashCode();
    }

    private void ensureBuffer() {
        if (bytes == null) {
            bytes = ByteBuffer.allocate(CHUNK * Float.BYTES);
            floats = bytes.asFloatBuffer();
        }
    }

    /** State that Flink's own serializer wrote is read as it is. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<float[]> {

        public Snapshot() {
            super(FloatsSerializer::new);
        }

        @Override
        public TypeSerializerSchemaCompatibility<float[]> resolveSchemaCompatibility(
                TypeSerializerSnapshot<float[]> old) {
            return old instanceof FloatPrimitiveArraySerializer.FloatPrimitiveArraySerializerSnapshot
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : super.resolveSchemaCompatibility(old);
        }
    }
}
