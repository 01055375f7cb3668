package io.parm.training.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where is the item? Fashion-MNIST's items on cluttered 64×64 canvases ({@link Scenes}); the answer is a box. At most 20,000 training
 * canvases, which a network for five times the pixels gets through in reasonable time.
 */
public final class Localisation implements TaskSource {

    private static final String NAME = "localisation";
    private static final int MAX_TRAIN = 20_000;
    private static final int MEASURED = 500;
    private static final long TRAIN_SEED = 1;
    private static final long TEST_SEED = 2;

    Localisation() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "the box around one of fashion-mnist's items on a cluttered 64×64 canvas";
    }

    @Override
    public Path defaultData(DataFolders folders) {
        return new FashionMnist().defaultData(folders);
    }

    @Override
    public Task read(TaskFiles files) {
        Task items = FashionMnist.read(files.data());
        Images trainItems = (Images)
                items.train().range(0, Math.min(MAX_TRAIN, items.train().size()));
        Images testItems = (Images) items.test();
        Normalisation normalisation = measured(trainItems);
        return new Task(
                NAME,
                new Scenes(trainItems, normalisation, TRAIN_SEED),
                new Scenes(testItems, normalisation, TEST_SEED),
                new Task.Input(normalisation, true, Augmentation.MIRRORED),
                Task.Output.BOX,
                new BoxOverlap(),
                "Fashion-MNIST's items on canvases, " + trainItems.size() + " to train and " + testItems.size()
                        + " to test");
    }

    private static Normalisation measured(Images items) {
        Scenes scenes = new Scenes(items, Normalisation.grey(0, 1), TRAIN_SEED);
        List<byte[]> canvases = new ArrayList<>();
        for (int i = 0; i < Math.min(MEASURED, scenes.size()); i++) {
            canvases.add(scenes.canvas(i));
        }
        return ChannelMoments.ofPixels(1, canvases);
    }
}
