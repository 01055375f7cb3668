package io.parm.training.data;

import java.nio.file.Path;
import java.util.List;

/** MNIST: 28×28 grey images of handwritten digits, as four IDX files in a folder, gzip or plain. */
public final class Mnist implements TaskSource {

    /** The task's name on the command line. */
    public static final String NAME = "mnist";

    private static final List<String> LABELS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    /** A mirrored digit is none. */
    private static final Task.Input INPUT =
            new Task.Input(Normalisation.grey(0.1307f, 0.3081f), true, new Augmentation(2, false));

    Mnist() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "handwritten digits, 28×28 grey";
    }

    @Override
    public Path defaultData(DataFolders folders) {
        return Fetched.folder(NAME, folders);
    }

    @Override
    public Task read(TaskFiles files) {
        IdxFolder idx = new IdxFolder(NAME, files.data(), LABELS.size(), INPUT.normalisation());
        Images train = idx.images("train");
        Images test = idx.images("t10k");
        String source = "MNIST, " + train.size() + " training and " + test.size() + " test images";
        return new Task(NAME, train, test, INPUT, Task.Output.classes(LABELS), TopAccuracy.FIRST, source);
    }
}
