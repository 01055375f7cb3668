package io.parm.job.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.InferenceResult;
import io.parm.job.Queries;
import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.GroupNotice;
import io.parm.job.stream.ModelInput;
import io.parm.job.stream.Outcome;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class SealedSerializerTest {

    private static final ModelInput INPUT = new ModelInput("g", 1, 1, new float[] {1, 2}, 3, 4);
    private static final List<GroupEvent> EVENTS = List.of(
            INPUT,
            Outcome.of(INPUT, InferenceResult.output(new float[] {5})),
            Outcome.notNeeded(INPUT),
            GroupNotice.member("g", 0, Queries.envelope("q", 7)),
            GroupNotice.closed("g", 1, 1));

    private final TypeSerializer<GroupEvent> serializer = serializer();

    @Test
    void everyRecordIsReadAsItWasWritten() throws IOException {
        for (GroupEvent event : EVENTS) {
            assertThat(serializer.deserialize(new DataInputDeserializer(bytes(event))))
                    .isEqualTo(event);
            DataOutputSerializer copy = new DataOutputSerializer(16);
            serializer.duplicate().copy(new DataInputDeserializer(bytes(event)), copy);
            assertThat(copy.getCopyOfBuffer()).isEqualTo(bytes(event));
        }
    }

    @Test
    void recordInMemoryIsNotCopied() {
        assertThat(serializer.copy(INPUT)).isSameAs(INPUT);
    }

    @Test
    void snapshotMakesASerializerThatReadsWhatWasWritten() throws IOException {
        DataOutputSerializer written = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(written, serializer.snapshotConfiguration());
        TypeSerializerSnapshot<GroupEvent> read = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(written.getCopyOfBuffer()), getClass().getClassLoader());

        for (GroupEvent event : EVENTS) {
            assertThat(read.restoreSerializer().deserialize(new DataInputDeserializer(bytes(event))))
                    .isEqualTo(event);
        }
        assertThat(serializer()
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(read)
                        .isCompatibleAsIs())
                .isTrue();
    }

    private byte[] bytes(GroupEvent event) throws IOException {
        DataOutputSerializer target = new DataOutputSerializer(16);
        serializer.serialize(event, target);
        return target.getCopyOfBuffer();
    }

    private static TypeSerializer<GroupEvent> serializer() {
        return TypeInformation.of(GroupEvent.class).createSerializer(new SerializerConfigImpl());
    }
}
