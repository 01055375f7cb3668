package io.parm.training.data;

import io.parm.model.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Fashion-MNIST: 28×28 grey images of clothes in ten classes, as four IDX files in a folder. */
public final class FashionMnist {

    /** The task's name on the command line. */
    public static final String NAME = "fashion-mnist";

    /** Where Debian's package {@code dataset-fashion-mnist} puts the full set. */
    public static final Path DEBIAN_FOLDER = Path.of("/usr/share/datasets/fashion-mnist");

    private static final List<String> LABELS = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    private static final Task.Input INPUT =
            new Task.Input(Normalisation.grey(0.2860f, 0.3530f), true, new Augmentation(2, true));

    private FashionMnist() {}

    /**
     * The folder to use: the full set where Debian's package is installed, the vendored subset elsewhere.
     *
     * @param vendored folder of the subset in this repository
     */
    public static Path folder(Path vendored) {
        return Files.isDirectory(DEBIAN_FOLDER) ? DEBIAN_FOLDER : vendored;
    }

    /**
     * Reads the four files, gzip or plain.
     *
     * @throws UserError if a file is missing or broken; the message names it
     */
    public static Task read(Path folder) {
        Images train = images(folder, "train");
        Images test = images(folder, "t10k");
        String source = "Fashion-MNIST, " + train.size() + " training and " + test.size() + " test images";
        return new Task(NAME, train, test, INPUT, Task.Output.classes(LABELS), TopAccuracy.FIRST, source);
    }

    private static Images images(Path folder, String split) {
        Path imageFile = find(folder, split + "-images-idx3-ubyte");
        Path labelFile = find(folder, split + "-labels-idx1-ubyte");
        IdxFile images = IdxFile.read(imageFile, 3);
        IdxFile labels = IdxFile.read(labelFile, 1);
        if (images.count() != labels.count()) {
            throw new UserError("%s has %d images but %s has %d labels"
                    .formatted(imageFile, images.count(), labelFile, labels.count()));
        }
        List<byte[]> pixels = new ArrayList<>();
        List<float[]> truths = new ArrayList<>();
        for (int i = 0; i < labels.count(); i++) {
            int label = labels.bytes()[i] & 0xff;
            if (label >= LABELS.size()) {
                throw new UserError("%s: label %d is %d, not 0..%d".formatted(labelFile, i, label, LABELS.size() - 1));
            }
            pixels.add(images.item(i));
            truths.add(new float[] {label});
        }
        int[] shape = {1, images.shape()[1], images.shape()[2]};
        return new Images(shape, pixels, truths, INPUT.normalisation());
    }

    private static Path find(Path folder, String name) {
        Path compressed = folder.resolve(name + ".gz");
        Path plain = folder.resolve(name);
        if (Files.isRegularFile(compressed)) {
            return compressed;
        }
        if (Files.isRegularFile(plain)) {
            return plain;
        }
        throw new UserError("no " + NAME + " in " + folder + ": neither " + name + ".gz nor " + name + " is there");
    }
}
