package io.parm.job.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class TimingTest {

    private static final Metric BUCKETS = JobMetrics.PARITY_WAIT.buckets();
    private static final int UPDATES = 100_000;

    private final RecordedMetrics recorded = new RecordedMetrics();
    private final Timing timing = new Timing(JobMetrics.PARITY_WAIT, recorded.operator());

    @Test
    void everyBucketCountsAllThatWasUpToItsBound() {
        for (long ms : new long[] {0, 1, 2, 4, 60, 61, 20_000}) {
            timing.update(ms);
        }

        assertThat(recorded.of(BUCKETS, "1")).isEqualTo(2);
        assertThat(recorded.of(BUCKETS, "2")).isEqualTo(3);
        assertThat(recorded.of(BUCKETS, "3")).isEqualTo(3);
        assertThat(recorded.of(BUCKETS, "5")).isEqualTo(4);
        assertThat(recorded.of(BUCKETS, "50")).isEqualTo(4);
        assertThat(recorded.of(BUCKETS, "60")).isEqualTo(5);
        assertThat(recorded.of(BUCKETS, "80")).isEqualTo(6);
        assertThat(recorded.of(BUCKETS, "10000")).isEqualTo(6);
        assertThat(recorded.of(BUCKETS, "+Inf")).isEqualTo(7);
        assertThat(recorded.of(JobMetrics.PARITY_WAIT)).isEqualTo(7);
    }

    @Test
    void bucketsNeverGetSmallerWithTheirBound() {
        for (long ms = 0; ms < 11_000; ms += 7) {
            timing.update(ms);
        }

        long before = 0;
        for (long bound : Timing.BOUNDS_MS) {
            long upTo = recorded.of(BUCKETS, Long.toString(bound));
            assertThat(upTo).isGreaterThanOrEqualTo(before).isEqualTo(bound / 7 + 1);
            before = upTo;
        }
    }

    @Test
    void anUpdateAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        timing.update(1);
        long before = threads.getThreadAllocatedBytes(thread);
        for (int ms = 0; ms < UPDATES; ms++) {
            timing.update(ms);
        }

        // What the measurement itself and the compiler leave on this thread is far less than a byte an update.
        assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(UPDATES / 10);
    }
}
