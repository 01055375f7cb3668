package io.parm.training.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parm.training.torchscript.Family;
import io.parm.training.torchscript.Layer;
import io.parm.training.torchscript.Script;
import io.parm.training.torchscript.Slots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that we wrote, trained and saved means the same to Python's PyTorch; skipped where that is not installed. */
class PythonTest {

    private static final String PYTHON = "/usr/bin/python3";
    private static final int SIZE = 8;
    private static final int[] SHAPE = {1, 28, 28};
    private static final int ELEMENTS = 28 * 28;
    private static final String PROGRAM = """
            import sys, torch
            network = torch.jit.load(sys.argv[1])
            assert not network.training, "the file must be in evaluation mode"
            assert all(parameter.requires_grad for parameter in network.parameters())
            inputs = torch.tensor([float(x) for x in open(sys.argv[2]).read().split()]).reshape(-1, 1, 28, 28)
            print(" ".join(repr(float(x)) for x in network(inputs).flatten()))
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pythonComputesTheSameOutputsFromATrainedFile(boolean served) throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of(PYTHON)) && run("-c", "import torch").exitCode() == 0,
                "skipped: no PyTorch for " + PYTHON + " here (Debian package python3-torch)");
        Path file = trained(served);
        float[] inputs = RandomBatches.inputs(SIZE * ELEMENTS, new Random());
        Path values = folder.resolve("inputs.txt");
        Files.writeString(values, Arrays.toString(inputs).replaceAll("[\\[\\],]", " "));

        Run python = run("-c", PROGRAM, file.toString(), values.toString());

        assertThat(python.exitCode()).as(python.output()).isZero();
        try (Network network = Network.open(file, SHAPE)) {
            float[] expected = network.outputs(inputs, SIZE);
            String[] lines = python.output().strip().split("\n");
            String[] outputs = lines[lines.length - 1].split(" ");
            assertThat(outputs).hasSameSizeAs(expected);
            for (int i = 0; i < expected.length; i++) {
                assertThat(Float.parseFloat(outputs[i])).isCloseTo(expected[i], within(1e-3f));
            }
        }
    }

    /** A parity model of four tiles, whose served form has both kinds of convolution. */
    private Path trained(boolean served) throws IOException {
        Path file = folder.resolve("trained.pt");
        Layer layers = Slots.tiled(4, Family.RESNET.layers(3));
        Script.write(layers, SHAPE, 1, file);
        Random random = new Random(2);
        try (Network network = Network.open(file, SHAPE);
                Trainer trainer = new Trainer(network, 0)) {
            for (int step = 0; step < 5; step++) {
                trainer.step(RandomBatches.batch(16, ELEMENTS, 12, random), Loss.CROSS_ENTROPY, 1e-3);
            }
            network.save(file);
        }
        if (!served) {
            return file;
        }
        Script.writeForServing(layers, SHAPE, file, folder.resolve("served.pt"));
        return folder.resolve("served.pt");
    }

    private record Run(int exitCode, String output) {}

    private Run run(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = PYTHON;
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Path output = Files.createTempFile(folder, "python", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Run(process.waitFor(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
