package io.parm.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MnistTest {

    @Test
    void theWholeSetIsReadWithMeanZeroAndDeviationOne() {
        Task task = new Mnist().read(TaskFiles.in(RealData.fetched("mnist")));
        assertThat(task.train().size()).isEqualTo(60_000);
        assertThat(task.test().size()).isEqualTo(10_000);
        assertThat(new float[] {task.train().truth(0)[0], task.test().truth(0)[0]})
                .containsExactly(5, 7);
        Moments moments = Moments.of(task.train().range(0, 10_000));
        assertThat(moments.mean()).isCloseTo(0, within(0.02));
        assertThat(moments.deviation()).isCloseTo(1, within(0.02));
        assertThat(task.input().augmentation().mirrored()).isFalse();
    }
}
