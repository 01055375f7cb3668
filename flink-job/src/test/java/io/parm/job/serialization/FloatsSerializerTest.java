package io.parm.job.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.job.stream.ModelInput;
import io.parm.job.stream.Outcome;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.array.FloatPrimitiveArraySerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class FloatsSerializerTest {

    private static final int CHUNK = FloatsSerializer.CHUNK;
    private static final int[] LENGTHS = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * 224 * 224};

    private final FloatsSerializer ours = new FloatsSerializer();

    @Test
    void bytesAreThoseOfFlinksOwnSerializer() throws IOException {
        for (int length : LENGTHS) {
            float[] values = values(length);
            byte[] theirs = bytes(FloatPrimitiveArraySerializer.INSTANCE, values);
            assertThat(bytes(ours, values)).as("length " + length).isEqualTo(theirs);
            assertThat(ours.deserialize(new DataInputDeserializer(theirs)))
                    .as("length " + length)
                    .isEqualTo(values);
        }
        assertThat(LENGTHS).hasSize(7);
    }

    @Test
    void serializedArrayIsCopiedFromStreamToStream() throws IOException {
        byte[] bytes = bytes(ours, values(CHUNK + 1));
        DataOutputSerializer target = new DataOutputSerializer(16);
        ours.copy(new DataInputDeserializer(bytes), target);
        assertThat(target.getCopyOfBuffer()).isEqualTo(bytes);
    }

    @Test
    void arrayInMemoryIsNotCopied() {
        float[] values = values(3);
        assertThat(ours.copy(values)).isSameAs(values);
        assertThat(ours.copy(values, new float[3])).isSameAs(values);
    }

    @Test
    void stateOfFlinksOwnSerializerIsReadAsItIs() {
        var old = FloatPrimitiveArraySerializer.INSTANCE.snapshotConfiguration();
        assertThat(ours.snapshotConfiguration().resolveSchemaCompatibility(old).isCompatibleAsIs())
                .isTrue();
        assertThat(ours.snapshotConfiguration()
                        .resolveSchemaCompatibility(ours.duplicate().snapshotConfiguration())
                        .isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void payloadsOfStreamTypesAreSerializedSo() {
        assertThat(serializer(ModelInput.class, "input")).isEqualTo(ours);
        assertThat(serializer(Outcome.class, "output")).isEqualTo(ours);
    }

    private static TypeSerializer<?> serializer(Class<?> type, String component) {
        PojoTypeInfo<?> info = (PojoTypeInfo<?>) TypeInformation.of(type);
        return info.getTypeAt(component).createSerializer(new SerializerConfigImpl());
    }

    private static byte[] bytes(TypeSerializer<float[]> serializer, float[] values) throws IOException {
        DataOutputSerializer target = new DataOutputSerializer(16);
        serializer.serialize(values, target);
        return target.getCopyOfBuffer();
    }

    private static float[] values(int length) {
        SplittableRandom random = new SplittableRandom(length);
        float[] values = new float[length];
        IntStream.range(0, length).forEach(i -> values[i] = (float) random.nextDouble());
        return values;
    }
}
