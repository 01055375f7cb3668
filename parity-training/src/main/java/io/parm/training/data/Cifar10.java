package io.parm.training.data;

import io.parm.model.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CIFAR-10: 32×32 colour images in ten classes. Reads the PNG batches and label lists that {@code parm data fetch} gets, or the
 * set's own binary batches, {@code data_batch_1.bin} … {@code data_batch_5.bin} and {@code test_batch.bin}.
 */
public final class Cifar10 implements TaskSource {

    /** The task's name on the command line. */
    public static final String NAME = "cifar10";

    static final List<String> LABELS =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    static final int[] SHAPE = {3, 32, 32};

    static final Task.Input INPUT = new Task.Input(
            new Normalisation(List.of(0.4914f, 0.4822f, 0.4465f), List.of(0.2470f, 0.2435f, 0.2616f)),
            true,
            new Augmentation(4, true, 8));

    private static final int TRAINING_BATCHES = 5;

    Cifar10() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "animals and vehicles in ten classes, 32×32 colour";
    }

    @Override
    public Path defaultData(DataFolders folders) {
        return Fetched.folder(NAME, folders);
    }

    @Override
    public Task read(TaskFiles files) {
        Images train = new Images(SHAPE, training(files.data()), INPUT.normalisation());
        Images test = new Images(SHAPE, test(files.data()), INPUT.normalisation());
        String source = "CIFAR-10, " + train.size() + " training and " + test.size() + " test images";
        return new Task(NAME, train, test, INPUT, Task.Output.classes(LABELS), TopAccuracy.FIRST, source);
    }

    /** All training images, in the order of the batches. */
    static Examples<byte[]> training(Path folder) {
        Examples<byte[]> examples = new Examples<>();
        if (isBinary(folder)) {
            for (int batch = 1; batch <= TRAINING_BATCHES; batch++) {
                CifarBinary.read(folder.resolve("data_batch_" + batch + ".bin"), examples);
            }
            return examples;
        }
        CifarPng.Labels labels = CifarPng.Labels.read(folder.resolve("train_lables.json"));
        for (int batch = 1; batch <= TRAINING_BATCHES; batch++) {
            CifarPng.read(folder.resolve("data_batch_" + batch + ".png"), labels, examples);
        }
        labels.checkAllUsed(examples.size());
        return examples;
    }

    /** All test images. */
    static Examples<byte[]> test(Path folder) {
        Examples<byte[]> examples = new Examples<>();
        if (isBinary(folder)) {
            CifarBinary.read(folder.resolve("test_batch.bin"), examples);
            return examples;
        }
        CifarPng.Labels labels = CifarPng.Labels.read(folder.resolve("test_lables.json"));
        CifarPng.read(folder.resolve("test_batch.png"), labels, examples);
        labels.checkAllUsed(examples.size());
        return examples;
    }

    private static boolean isBinary(Path folder) {
        boolean binary = Files.isRegularFile(folder.resolve("data_batch_1.bin"));
        if (!binary && !Files.isRegularFile(folder.resolve("data_batch_1.png"))) {
            throw new UserError(
                    "no CIFAR-10 in " + folder
                            + ": neither data_batch_1.bin nor data_batch_1.png is there; './parm data fetch cifar10' downloads it");
        }
        return binary;
    }

    /** @throws UserError if a label is none of the ten */
    static float[] truth(Path file, int index, int label) {
        if (label < 0 || label >= LABELS.size()) {
            throw new UserError("%s: label %d is %d, not 0..%d".formatted(file, index, label, LABELS.size() - 1));
        }
        return new float[] {label};
    }
}
