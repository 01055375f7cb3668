package io.parm.lab.bench;

import io.parm.inference.Instance;
import io.parm.inference.LocalInstances;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.load.Figures;
import io.parm.lab.load.Inputs;
import io.parm.lab.meter.Memory;
import io.parm.lab.meter.MemoryTrend;
import io.parm.lab.report.TextTable;
import io.parm.model.ModelFile;
import io.parm.model.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Very many inferences through one local instance, in batches of every size up to the largest, and whether memory stays as it is. */
final class EnduranceExperiment implements Experiment {

    /** Its cheap model for Fashion-MNIST: what leaks by the inference does so whatever the model. */
    private static final String SERVICE = "lab/services/fashion-mnist-backup";

    private static final int BATCH_MAX_SIZE = 8;
    private static final int SAMPLES = 40;
    private static final int SHOWN = 10;
    private static final int BETWEEN_UPDATES = 1000;

    /** 16 MiB a million inferences: what cannot be told from the noise of a heap's and an allocator's own habits. */
    private static final double MOST_BYTES_PER_1000 = 16 << 10;

    @Override
    public String name() {
        return "endurance";
    }

    @Override
    public String summary() {
        return "a million inferences, or --count, through one local instance: native and heap memory";
    }

    /** Nothing is sent: the next batch follows the last one. */
    @Override
    public double rate() {
        return 0;
    }

    /** It is as long as its count. */
    @Override
    public int seconds() {
        return 0;
    }

    @Override
    public int runs() {
        return 1;
    }

    @Override
    public List<? extends Figures> run(Bench bench) throws InterruptedException {
        MemoryTrend trend = new MemoryTrend();
        long beginNanos = System.nanoTime();
        ModelFile model =
                Service.read(Path.of(Bench.folder(SERVICE))).parityModels().get(0);
        try (Instance instance = new LocalInstances().open(model, "endurance", BATCH_MAX_SIZE)) {
            infer(instance, bench, trend);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - beginNanos);
        bench.progress().say(table(trend));
        bench.progress()
                .say("%,d inferences in %d s. Over the last three quarters:"
                        .formatted(bench.options().count(), took.toSeconds()));
        say(bench.progress(), "heap after GC", trend.heapBytesPer1000());
        say(bench.progress(), "beside the heap", trend.nativeBytesPer1000());
        return List.of(figures(trend, took));
    }

    private static void infer(Instance instance, Bench bench, MemoryTrend trend) {
        Inputs inputs = bench.data().inputs();
        int count = bench.options().count();
        long beginNanos = System.nanoTime();
        int batchSize = 0;
        for (int done = 0; done < count; ) {
            if (done >= (long) trend.size() * count / SAMPLES) {
                trend.add(done, Memory.afterCollection());
            }
            batchSize = Math.min(batchSize % BATCH_MAX_SIZE + 1, count - done);
            List<float[]> batch = new ArrayList<>(batchSize);
            for (int i = 0; i < batchSize; i++) {
                batch.add(inputs.at(done + i));
            }
            instance.infer(batch).toCompletableFuture().join();
            done += batchSize;
            if (done % BETWEEN_UPDATES < batchSize) {
                bench.progress().update(status(done, count, System.nanoTime() - beginNanos));
            }
        }
        trend.add(count, Memory.afterCollection());
    }

    private static String status(int done, int count, long tookNanos) {
        Duration left = Duration.ofNanos((long) ((double) tookNanos / done * (count - done)));
        return "%,d of %,d inferences, %d:%02d left".formatted(done, count, left.toMinutes(), left.toSecondsPart());
    }

    private static void say(ProgressLine progress, String what, double bytesPer1000) {
        String verdict = bytesPer1000 <= MOST_BYTES_PER_1000 ? "flat." : "NOT FLAT.";
        progress.say(String.format(
                Locale.ROOT,
                "  %s grew by %.0f bytes per 1000 inferences; at most %.0f: %s",
                what,
                bytesPer1000,
                MOST_BYTES_PER_1000,
                verdict));
    }

    private static String table(MemoryTrend trend) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("inferences", "heap after GC MiB", "beside the heap MiB", "resident MiB"));
        for (int i = 0; i < trend.size(); i += SAMPLES / SHOWN) {
            Memory memory = trend.memory(i);
            rows.add(List.of(
                    "%,d".formatted(trend.inferences(i)),
                    Memory.mib(memory.heapBytes()),
                    Memory.mib(memory.nativeBytes()),
                    Memory.mib(memory.residentBytes())));
        }
        return TextTable.of(rows);
    }

    private static Figures figures(MemoryTrend trend, Duration took) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", "endurance");
        fields.put("inferences", trend.inferences(trend.size() - 1));
        fields.put("seconds", took.toSeconds());
        fields.put("heapBytesPer1000", trend.heapBytesPer1000());
        fields.put("nativeBytesPer1000", trend.nativeBytesPer1000());
        List<Map<String, Object>> samples = new ArrayList<>();
        for (int i = 0; i < trend.size(); i++) {
            samples.add(Map.of(
                    "inferences", trend.inferences(i),
                    "heapBytes", trend.memory(i).heapBytes(),
                    "nativeBytes", trend.memory(i).nativeBytes(),
                    "residentBytes", trend.memory(i).residentBytes()));
        }
        fields.put("samples", samples);
        return Figures.of(fields);
    }
}
