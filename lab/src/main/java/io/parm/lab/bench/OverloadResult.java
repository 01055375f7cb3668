package io.parm.lab.bench;

import io.parm.lab.demo.ProgressLine;
import io.parm.lab.load.Figures;
import io.parm.lab.load.Goodput;
import io.parm.lab.load.Latencies;
import io.parm.lab.load.Seconds;
import io.parm.lab.meter.Cost;
import io.parm.lab.meter.Memory;
import io.parm.lab.report.RunTable;
import io.parm.lab.report.TextTable;
import io.parm.schemas.AnswerSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What an overload came to.
 *
 * @param capacity inferences of queries per second that the instances bear
 * @param atCapacity under that load
 * @param overloaded under twice that load
 * @param seconds of half that load, twice that load and half of it again
 * @param begin second in which the overload begins
 * @param end second in which it has ended
 * @param cost of all those seconds
 * @param queries that were sent in all those seconds
 * @param memory evenly over the overload
 */
record OverloadResult(
        double capacity,
        Goodput atCapacity,
        Goodput overloaded,
        Seconds seconds,
        int begin,
        int end,
        Cost cost,
        int queries,
        List<Memory> memory)
        implements Figures {

    static final double LEAST_SHARE = 0.85;
    static final int LONGEST_RECOVERY_SECONDS = 5;

    /** A process that takes its first load grows; what the lab keeps of 12,000 answers is 3 MiB. */
    static final long MOST_HEAP_GROWTH = 16 << 20;

    static final long MOST_NATIVE_GROWTH = 32 << 20;

    /** The worst of a few quiet seconds is a matter of chance, above all on shared cores. */
    private static final double ALLOWANCE = 1.5;

    private static final int SHOWN_BEFORE = 3;
    private static final int SHOWN_AFTER = 8;

    /** Goodput of the overload as a share of that at capacity. */
    double share() {
        return overloaded.perSecond() / atCapacity.perSecond();
    }

    /** Up to which p99 a second is normal. */
    double normalMs() {
        return ALLOWANCE * seconds.worstP99Ms(0, begin);
    }

    /** Seconds from the end of the overload until one that is normal. */
    OptionalInt recoverySeconds() {
        return seconds.until(end, normalMs());
    }

    long heapGrowth() {
        return memory.get(memory.size() - 1).heapBytes() - memory.get(0).heapBytes();
    }

    long nativeGrowth() {
        return memory.get(memory.size() - 1).nativeBytes() - memory.get(0).nativeBytes();
    }

    boolean isFlat() {
        return heapGrowth() <= MOST_HEAP_GROWTH && nativeGrowth() <= MOST_NATIVE_GROWTH;
    }

    void say(ProgressLine progress) {
        progress.say(TextTable.of(List.of(
                List.of("load", "sent", "goodput/s", "original", "reconstructed", "too late", "default", "unanswered"),
                row("capacity", atCapacity),
                row("overload", overloaded))));
        long neverInferred = queries - cost.deployed().inferences();
        progress.say("Of %,d queries the instances never ran %,d; parity inferences: %,d.\n"
                .formatted(queries, neverInferred, cost.parity().inferences()));
        progress.say(memoryTable());
        progress.say(latencyTable());
        progress.say(goodputSentence());
        progress.say(memorySentence());
        progress.say(recoverySentence());
    }

    private String goodputSentence() {
        return "Goodput at twice the capacity is %.0f %% of that at capacity; at least %.0f %%: %s"
                .formatted(100 * share(), 100 * LEAST_SHARE, verdict(share() >= LEAST_SHARE));
    }

    private String memorySentence() {
        return "Memory grew by %s MiB of heap and %s MiB beside it; at most %s and %s MiB: %s"
                .formatted(
                        Memory.mib(heapGrowth()),
                        Memory.mib(nativeGrowth()),
                        Memory.mib(MOST_HEAP_GROWTH),
                        Memory.mib(MOST_NATIVE_GROWTH),
                        verdict(isFlat()));
    }

    private String recoverySentence() {
        OptionalInt recovery = recoverySeconds();
        return "A second with a p99 of at most %s ms, as before, began %s s after the end; at most %d s: %s"
                .formatted(
                        RunTable.ms(normalMs()),
                        recovery.isPresent() ? String.valueOf(recovery.getAsInt()) : "–",
                        LONGEST_RECOVERY_SECONDS,
                        verdict(hasRecovered()));
    }

    boolean hasRecovered() {
        return recoverySeconds().isPresent() && recoverySeconds().getAsInt() <= LONGEST_RECOVERY_SECONDS;
    }

    @Override
    public String toJson() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", "overload");
        fields.put("capacityPerSecond", capacity);
        fields.put("goodputAtCapacity", atCapacity.perSecond());
        fields.put("goodputOverloaded", overloaded.perSecond());
        fields.put("share", share());
        fields.put("overloadSent", overloaded.sent());
        fields.put("overloadOriginal", overloaded.inTime().get(AnswerSource.ORIGINAL));
        fields.put("overloadReconstructed", overloaded.inTime().get(AnswerSource.RECONSTRUCTED));
        fields.put("overloadLate", overloaded.lateAnswers());
        fields.put("overloadDefault", overloaded.defaults());
        fields.put("overloadUnanswered", overloaded.unanswered());
        fields.put("heapGrowthBytes", heapGrowth());
        fields.put("nativeGrowthBytes", nativeGrowth());
        fields.put(
                "recoverySeconds",
                recoverySeconds().isPresent() ? recoverySeconds().getAsInt() : null);
        return Figures.toJson(fields);
    }

    private static List<String> row(String name, Goodput goodput) {
        return List.of(
                name,
                String.valueOf(goodput.sent()),
                String.format(Locale.ROOT, "%.1f", goodput.perSecond()),
                String.valueOf(goodput.inTime().get(AnswerSource.ORIGINAL)),
                String.valueOf(goodput.inTime().get(AnswerSource.RECONSTRUCTED)),
                String.valueOf(goodput.lateAnswers()),
                String.valueOf(goodput.defaults()),
                String.valueOf(goodput.unanswered()));
    }

    private String memoryTable() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("memory, MiB", "heap after GC", "beside the heap", "resident"));
        for (int i = 0; i < memory.size(); i++) {
            Memory sample = memory.get(i);
            rows.add(List.of(
                    (i + 1) + "/" + memory.size() + " of the overload",
                    Memory.mib(sample.heapBytes()),
                    Memory.mib(sample.nativeBytes()),
                    Memory.mib(sample.residentBytes())));
        }
        return TextTable.of(rows);
    }

    private String latencyTable() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("second, from the end", "sent", "p50 ms", "p99 ms"));
        for (int second = end - SHOWN_BEFORE; second < Math.min(end + SHOWN_AFTER, seconds.size()); second++) {
            Latencies latencies = seconds.at(second);
            rows.add(List.of(
                    String.valueOf(second - end),
                    String.valueOf(latencies.size()),
                    RunTable.ms(latencies.quantileMs(0.5)),
                    RunTable.ms(latencies.quantileMs(0.99))));
        }
        return TextTable.of(rows);
    }

    private static String verdict(boolean holds) {
        return holds ? "holds." : "DOES NOT HOLD.";
    }
}
