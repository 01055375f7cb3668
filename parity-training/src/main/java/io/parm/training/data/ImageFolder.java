package io.parm.training.data;

import io.parm.model.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A user's own images: {@code train/CLASS/*} and {@code test/CLASS/*}, or {@code CLASS/*} alone, of which a fifth is then the test
 * set. PNG, JPEG, GIF and BMP files, scaled to {@code --shape}. Classes are the folders' names in order; images in a folder
 * {@value #UNLABELLED} have none.
 */
public final class ImageFolder implements TaskSource {

    /** The folder of images of which nothing is known: they help to train parity models. */
    static final String UNLABELLED = "unlabelled";

    private static final String NAME = "image-folder";
    private static final String[] SUFFIXES = {".png", ".jpg", ".jpeg", ".gif", ".bmp"};

    ImageFolder() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "your images, from train/CLASS/*.png and test/CLASS/*.png, or CLASS/*.png";
    }

    @Override
    public boolean takesShape() {
        return true;
    }

    @Override
    public Path defaultData(DataFolders folders) {
        throw new UserError(NAME + " reads your own images: name their folder with --data");
    }

    @Override
    public Task read(TaskFiles files) {
        ImageShape shape = ImageShape.of(files.shape(), 3, 32, 32);
        Path root = files.data();
        boolean split = Files.isDirectory(root.resolve("train")) && Files.isDirectory(root.resolve("test"));
        List<String> classes = classes(split ? root.resolve("train") : root);
        if (split) {
            Examples<byte[]> train = read(root.resolve("train"), classes, shape);
            Examples<byte[]> test = read(root.resolve("test"), classes, shape);
            return task(shape.shape(), classes, train, test);
        }
        Examples<byte[]> all = read(root, classes, shape);
        return task(shape.shape(), classes, all.trainPart(), all.testPart());
    }

    private static List<String> classes(Path folder) {
        List<String> classes = DataFiles.folders(folder).stream()
                .map(path -> path.getFileName().toString())
                .filter(name -> !name.equals(UNLABELLED))
                .toList();
        if (classes.size() < 2) {
            throw new UserError(folder + " must hold a folder of images per class, at least 2, but holds "
                    + (classes.isEmpty() ? "none" : "only " + classes.get(0)));
        }
        return classes;
    }

    private static Examples<byte[]> read(Path folder, List<String> classes, ImageShape shape) {
        Examples<byte[]> examples = new Examples<>();
        for (Path classFolder : DataFiles.folders(folder)) {
            String name = classFolder.getFileName().toString();
            int index = classes.indexOf(name);
            if (index < 0 && !name.equals(UNLABELLED)) {
                throw new UserError(classFolder + " is a class that has no folder in train");
            }
            List<Path> images = DataFiles.withSuffix(classFolder, SUFFIXES);
            if (images.isEmpty()) {
                throw new UserError(classFolder + " holds no images (*" + String.join(", *", SUFFIXES) + ")");
            }
            float[] truth = index < 0 ? new float[0] : new float[] {index};
            images.forEach(image -> examples.add(shape.read(image), truth));
        }
        return examples.shuffled();
    }

    private static Task task(int[] shape, List<String> classes, Examples<byte[]> train, Examples<byte[]> test) {
        Normalisation normalisation = ChannelMoments.ofPixels(shape[0], train.inputs());
        return new Task(
                NAME,
                new Images(shape, train, normalisation),
                new Images(shape, test, normalisation),
                new Task.Input(normalisation, true, new Augmentation(shape[1] / 16, false)),
                Task.Output.classes(classes),
                TopAccuracy.FIRST,
                "own images, " + train.size() + " to train and " + test.size() + " to test");
    }
}
