package io.parm.lab.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MemoryTrendTest {

    @Test
    void growthOfTheFirstQuarterDoesNotCount() {
        MemoryTrend trend = new MemoryTrend();
        for (int i = 0; i < 40; i++) {
            long heap = i < 10 ? i * 1_000_000L : 10_000_000L;
            trend.add(i * 1000L, new Memory(heap, 0, 50_000_000 + i * 300L));
        }

        assertThat(trend.heapBytesPer1000()).isCloseTo(0, within(1e-6));
        assertThat(trend.nativeBytesPer1000()).isCloseTo(300, within(1e-6));
    }

    @Test
    void whatTheHeapTookFromTheSystemIsNotNative() {
        assertThat(new Memory(1, 20, 50).nativeBytes()).isEqualTo(30);
    }

    @Test
    void residentMemoryIsReadFromTheStatusInKiB() {
        assertThat(Memory.bytes("VmHWM:\t  9 kB\nVmRSS:\t   1234 kB\nRssAnon:\t 5 kB\n", "VmRSS"))
                .isEqualTo(1234 << 10);
        assertThatIllegalArgumentException().isThrownBy(() -> Memory.bytes("Name: java", "VmRSS"));
    }

    @Test
    void thisProcessHasMemory() {
        Memory memory = Memory.afterCollection();
        assertThat(memory.heapBytes()).isPositive().isLessThanOrEqualTo(memory.heapResidentBytes());
        assertThat(memory.residentBytes()).isGreaterThan(1 << 20);
    }
}
