package io.parm.training.data;

import java.nio.file.Path;
import java.util.List;

/** Cats and dogs, 32×32 colour: two of the ten classes of CIFAR-10, from the same files. */
public final class CatVDog implements TaskSource {

    private static final String NAME = "cat-v-dog";
    private static final List<String> LABELS = List.of("cat", "dog");

    CatVDog() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "the cats and the dogs of cifar10";
    }

    @Override
    public Path defaultData(DataFolders folders) {
        return Fetched.folder(Cifar10.NAME, folders);
    }

    @Override
    public Task read(TaskFiles files) {
        Images train = images(Cifar10.training(files.data()));
        Images test = images(Cifar10.test(files.data()));
        String source = "CIFAR-10's cats and dogs, " + train.size() + " training and " + test.size() + " test images";
        return new Task(NAME, train, test, Cifar10.INPUT, Task.Output.classes(LABELS), TopAccuracy.FIRST, source);
    }

    private static Images images(Examples<byte[]> all) {
        Examples<byte[]> chosen = new Examples<>();
        for (int i = 0; i < all.size(); i++) {
            int label = LABELS.indexOf(Cifar10.LABELS.get((int) all.truths().get(i)[0]));
            if (label >= 0) {
                chosen.add(all.inputs().get(i), new float[] {label});
            }
        }
        return new Images(Cifar10.SHAPE, chosen, Cifar10.INPUT.normalisation());
    }
}
