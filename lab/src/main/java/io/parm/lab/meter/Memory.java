package io.parm.lab.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of this process, which runs on Linux.
 *
 * @param heapBytes used by objects after a garbage collection
 * @param heapResidentBytes of those in memory that are the heap's
 * @param residentBytes of the whole process that are in memory
 */
public record Memory(long heapBytes, long heapResidentBytes, long residentBytes) {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS";

    /** ZGC keeps the heap in shared memory, mapped three times; other collectors do not, and nothing else here does. */
    private static final String SHARED = "RssShmem";

    private static final Duration UNTIL_GIVEN_BACK = Duration.ofMillis(500);
    private static final double MIB = 1 << 20;

    /** Collects garbage, which stops everything for a moment, and looks; takes half a second. */
    public static Memory afterCollection() {
        System.gc();
        long usedBytes = heap().getUsed();
        // G1 gives memory back to the system in the background, after it has ceased to call it committed.
        LockSupport.parkNanos(UNTIL_GIVEN_BACK.toNanos());
        try {
            String status = Files.readString(STATUS);
            long sharedBytes = bytes(status, SHARED);
            return new Memory(
                    usedBytes, sharedBytes > 0 ? sharedBytes : heap().getCommitted(), bytes(status, RESIDENT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MemoryUsage heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    }

    /** What is not heap: libtorch's memory, threads, compiled code, buffers. */
    public long nativeBytes() {
        return residentBytes - heapResidentBytes;
    }

    /** Bytes in MiB, for people. */
    public static String mib(double bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / MIB);
    }

    /** A line of {@code /proc/PID/status}. */
    static long bytes(String status, String name) {
        Matcher matcher = Pattern.compile(name + ":\\s+(\\d+) kB").matcher(status);
        if (!matcher.find()) {
            throw new IllegalArgumentException("there is no " + name + " in " + status);
        }
        return Long.parseLong(matcher.group(1)) << 10;
    }
}
