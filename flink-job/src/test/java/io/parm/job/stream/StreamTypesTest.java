package io.parm.job.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.coding.GroupState;
import io.parm.coding.ParityHold;
import io.parm.inference.InferenceResult;
import io.parm.job.serialization.SealedTypeInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class StreamTypesTest {

    private static final List<Class<?>> TYPES = List.of(
            RawRecord.class,
            Header.class,
            Envelope.class,
            AdmittedQuery.class,
            ModelInput.class,
            GroupNotice.class,
            Outcome.class,
            Answer.class,
            DeadLetter.class,
            GroupState.class,
            ParityHold.class);

    @Test
    void everyStreamAndStateTypeIsSerializedWithoutKryo() {
        for (Class<?> type : TYPES) {
            PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
            assertThat(TypeInformation.of(type).toString()).as(type.getName()).doesNotContain("GenericType");
        }
        assertThat(TYPES).hasSize(11);
        assertThat(TypeInformation.of(GroupEvent.class)).isInstanceOf(SealedTypeInfo.class);
    }

    /** What is written by its {@code toString} may land in a log. */
    @Test
    void noStreamTypeShowsItsPayloadAsText() {
        float[] payload = {12345};
        byte[] bytes = "12345".getBytes(StandardCharsets.UTF_8);
        Envelope envelope = new Envelope("q", bytes, List.of(new Header("h", bytes)), 1, 2, 3);
        RawRecord raw = new RawRecord("queries", 0, 7, 1, bytes, bytes, List.of(new Header("h", bytes)));
        ModelInput input = new ModelInput("g", 0, 1, payload, 2, 3);
        InferenceResult result = InferenceResult.output(payload);
        List<Object> carriers = List.of(
                raw,
                new DeadLetter(raw, DeadLetter.Refusal.MALFORMED, "no query"),
                new Header("h", bytes),
                envelope,
                new AdmittedQuery(envelope, payload),
                GroupNotice.member("g", 0, envelope),
                input,
                result,
                Outcome.of(input, result),
                new Answer(envelope, "g", 0, GroupState.Status.ORIGINAL, payload, null, 1),
                new GroupState.Outcome(payload, null));

        assertThat(carriers)
                .allSatisfy(carrier -> assertThat(carrier.toString()).doesNotContain("12345"));
    }
}
