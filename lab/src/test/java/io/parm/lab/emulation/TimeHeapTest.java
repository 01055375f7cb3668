package io.parm.lab.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimeHeapTest {

    @Test
    void theEarliestIsNextWhateverTheOrderOfAddingAndRemoving() {
        SplittableRandom random = new SplittableRandom(5);
        TimeHeap heap = new TimeHeap(100);
        PriorityQueue<Long> expected = new PriorityQueue<>();
        int removed = 0;
        for (int step = 0; step < 20_000; step++) {
            if (expected.isEmpty() || expected.size() < 100 && random.nextBoolean()) {
                int id = random.nextInt(1000);
                heap.add(1000L * step % 7_919 * 1000 + id, id);
                expected.add(1000L * step % 7_919 * 1000 + id);
            } else {
                long nanos = expected.remove();
                assertThat(heap.nextNanos()).isEqualTo(nanos);
                assertThat(heap.remove()).isEqualTo((int) (nanos % 1000));
                removed++;
            }
        }
        assertThat(removed).isGreaterThan(9_000);
    }

    @Test
    void whereThereIsNoneTheNextTimeIsNever() {
        TimeHeap heap = new TimeHeap(1);
        assertThat(heap.nextNanos()).isEqualTo(TimeHeap.NEVER);
        heap.add(3, 0);
        assertThat(heap.nextNanos()).isEqualTo(3);
        heap.remove();
        assertThat(heap.nextNanos()).isEqualTo(TimeHeap.NEVER);
    }
}
