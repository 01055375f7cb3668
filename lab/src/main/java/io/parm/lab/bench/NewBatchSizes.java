package io.parm.lab.bench;

import io.parm.inference.Instance;
import io.parm.inference.LocalInstances;
import io.parm.lab.load.Figures;
import io.parm.lab.load.Inputs;
import io.parm.lab.report.RunTable;
import io.parm.lab.report.Spread;
import io.parm.lab.report.TextTable;
import io.parm.model.ModelFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether the first inferences of a batch size are slower than later ones, on an instance that has only seen batches of one. */
final class NewBatchSizes {

    private static final int[] SIZES = {2, 3, 4, 5, 8, 16, 64, 256};
    private static final int FIRST = 3;
    private static final int LATER = 40;
    private static final int WARM_UP_ROUNDS = 500;
    private static final double NANOS_PER_MS = 1e6;

    private NewBatchSizes() {}

    static List<Figures> measure(Bench bench, ModelFile model) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("batch size", "1st ms", "2nd ms", "3rd ms", "later ms, median (least … most)"));
        List<Figures> figures = new ArrayList<>();
        Inputs inputs = bench.data().inputs();
        try (Instance instance = new LocalInstances().open(model, "new-sizes", 1)) {
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                inferMs(instance, inputs, 1);
            }
            for (int size : SIZES) {
                double[] first = times(instance, inputs, size, FIRST);
                Spread later = Spread.of(times(instance, inputs, size, LATER));
                rows.add(List.of(
                        String.valueOf(size),
                        RunTable.ms(first[0]),
                        RunTable.ms(first[1]),
                        RunTable.ms(first[2]),
                        later.text(RunTable::ms)));
                figures.add(figures(size, first, later));
            }
        }
        bench.progress()
                .say("New batch sizes, with the graph optimiser "
                        + (Boolean.getBoolean("ai.djl.pytorch.graph_optimizer") ? "on:" : "off, as is our setting:"));
        bench.progress().say(TextTable.of(rows));
        return figures;
    }

    private static double[] times(Instance instance, Inputs inputs, int size, int count) {
        double[] times = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = inferMs(instance, inputs, size);
        }
        return times;
    }

    private static double inferMs(Instance instance, Inputs inputs, int size) {
        List<float[]> batch = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            batch.add(inputs.at(i));
        }
        long beginNanos = System.nanoTime();
        instance.infer(batch).toCompletableFuture().join();
        return (System.nanoTime() - beginNanos) / NANOS_PER_MS;
    }

    private static Figures figures(int size, double[] first, Spread later) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", "new-batch-size-" + size);
        fields.put("firstMs", first);
        fields.put("laterMedianMs", later.median());
        fields.put("laterMostMs", later.high());
        return Figures.of(fields);
    }
}
