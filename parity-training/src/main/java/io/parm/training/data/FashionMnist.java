package io.parm.training.data;

import io.parm.model.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Fashion-MNIST: 28×28 grey images of clothes in ten classes, as four IDX files in a folder. */
public final class FashionMnist implements TaskSource {

    /** The task's name on the command line. */
    public static final String NAME = "fashion-mnist";

    /** Debian's package of the full set. */
    public static final String DEBIAN_PACKAGE = "dataset-fashion-mnist";

    /** Where that package puts it. */
    public static final Path DEBIAN_FOLDER = Path.of("/usr/share/datasets/fashion-mnist");

    private static final List<String> LABELS = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    private static final Task.Input INPUT =
            new Task.Input(Normalisation.grey(0.2860f, 0.3530f), true, new Augmentation(2, true));

    FashionMnist() {}

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
        IdxFolder files = new IdxFolder(NAME, folder, LABELS.size(), INPUT.normalisation());
        Images train = files.images("train");
        Images test = files.images("t10k");
        String source = "Fashion-MNIST, " + train.size() + " training and " + test.size() + " test images";
        return new Task(NAME, train, test, INPUT, Task.Output.classes(LABELS), TopAccuracy.FIRST, source);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "clothes in ten classes, 28×28 grey; a subset is in this repository";
    }

    @Override
    public Path defaultData(DataFolders folders) {
        return folder(folders.vendored(NAME));
    }

    @Override
    public Task read(TaskFiles files) {
        return read(files.data());
    }
}
