package io.parm.training.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.parm.training.torchscript.Layers;
import io.parm.training.torchscript.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step allocates natively must be gone after it: a network of 4 MB would soon show what is kept of every step. */
class NativeMemoryTest {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int[] SHAPE = {1000};
    private static final int WARM_UP = 50;
    private static final int STEPS = 150;
    private static final long NETWORK_KB = 4_000;

    @TempDir
    private Path folder;

    @Test
    void stepsKeepNoNativeMemory() throws IOException {
        assumeThat(STATUS).as("Linux tells a process its memory").exists();
        Path file = folder.resolve("wide.pt");
        Script.write(Layers.linear(1000), SHAPE, 1, file);
        Batch batch = RandomBatches.batch(2, 1000, 1000, new Random(1));
        try (Network network = Network.open(file, SHAPE);
                Trainer trainer = new Trainer(network, 0.01)) {
            run(trainer, batch, WARM_UP);
            long before = residentKb();
            run(trainer, batch, STEPS);
            assertThat(residentKb() - before).isLessThan(STEPS * NETWORK_KB / 4);
        }
    }

    private static void run(Trainer trainer, Batch batch, int steps) {
        for (int step = 0; step < steps; step++) {
            trainer.step(batch, Loss.CROSS_ENTROPY, 1e-3);
        }
    }

    private static long residentKb() throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                .findFirst()
                .orElseThrow();
    }
}
