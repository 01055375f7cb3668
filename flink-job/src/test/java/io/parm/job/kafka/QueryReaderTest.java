package io.parm.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.job.Queries;
import io.parm.job.stream.DeadLetter.Refusal;
import io.parm.job.stream.RefusedException;
import io.parm.schemas.Query;
import io.parm.schemas.SingleObjectCodec;
import io.parm.schemas.Tensors;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QueryReaderTest {

    private static final int[] SHAPE = {11};
    private static final List<Float> NOT_FINITE = List.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);

    private final QueryReader reader =
            new QueryReader(new QueryFormat(SingleObjectCodec::ofQueries, 1_000, SHAPE, null));

    @Test
    void elementThatIsNotFiniteIsRefusedWhereverItIs() {
        int refused = 0;
        for (int i = 0; i < SHAPE[0]; i++) {
            for (float bad : NOT_FINITE) {
                float[] values = values();
                values[i] = bad;
                assertThatThrownBy(() -> reader.read(value(values)))
                        .isInstanceOfSatisfying(
                                RefusedException.class,
                                e -> assertThat(e.refusal()).isEqualTo(Refusal.NOT_FINITE))
                        .hasMessage("element " + i + " is " + bad);
                refused++;
            }
        }
        assertThat(refused).isEqualTo(33);
    }

    @Test
    void everyFiniteElementIsTaken() throws RefusedException {
        float[] values = values();
        values[0] = Float.MAX_VALUE;
        values[1] = -Float.MAX_VALUE;
        values[2] = Float.MIN_VALUE;
        values[10] = -0f;

        assertThat(reader.read(value(values)).input()).containsExactly(values);
    }

    @Test
    void whatWasReadStaysAsItIsWhenMoreIsRead() throws RefusedException {
        float[] first = values();
        float[] second = new float[SHAPE[0]];
        QueryReader.Payload payload = reader.read(value(first));

        assertThat(reader.read(value(second)).input()).containsExactly(second);
        assertThatThrownBy(() -> reader.read(new byte[] {1})).isInstanceOf(RefusedException.class);
        assertThat(reader.read(value(second)).input()).containsExactly(second);
        assertThat(payload.input()).containsExactly(first);
    }

    private static float[] values() {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[SHAPE[0]];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private static byte[] value(float[] values) {
        return Queries.value(new Query("q", Tensors.ofFloats(values, SHAPE), null));
    }
}
