package io.parm.training.data;

import io.parm.model.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where is it? A folder in the layout of Pascal VOC, {@code Annotations/*.xml} and {@code JPEGImages/*}: the images with exactly one
 * object of a class, and that object's box. The class is {@code --label}'s, or the one that stands alone in most images. A fifth of
 * the images is the test set.
 */
public final class VocBox implements TaskSource {

    private static final String NAME = "voc-box";

    VocBox() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "the box around the one object of a class, from Annotations/*.xml and JPEGImages";
    }

    @Override
    public boolean takesShape() {
        return true;
    }

    @Override
    public boolean takesLabel() {
        return true;
    }

    @Override
    public Path defaultData(DataFolders folders) {
        throw new UserError(
                NAME + " has no data of its own: get for example the blood cells of Shenggan/BCCD_Dataset on"
                        + " GitHub and name the folder that holds Annotations and JPEGImages with --data");
    }

    @Override
    public Task read(TaskFiles files) {
        List<VocAnnotation> annotations = annotations(files.data());
        String label = files.label().isEmpty() ? mostOftenAlone(files.data(), annotations) : files.label();
        ImageShape shape = ImageShape.of(files.shape(), 3, 64, 64);
        Examples<byte[]> all = new Examples<>();
        for (VocAnnotation annotation : annotations) {
            List<float[]> boxes = boxes(annotation, label);
            if (boxes.size() == 1) {
                all.add(shape.read(files.data().resolve("JPEGImages").resolve(annotation.image())), boxes.get(0));
            }
        }
        if (all.size() < 2) {
            throw new UserError("%s has %d images with exactly one '%s': name another class with --label"
                    .formatted(files.data(), all.size(), label));
        }
        return task(shape.shape(), label, all.shuffled());
    }

    private static Task task(int[] shape, String label, Examples<byte[]> all) {
        Examples<byte[]> train = all.trainPart();
        Examples<byte[]> test = all.testPart();
        Normalisation normalisation = ChannelMoments.ofPixels(shape[0], train.inputs());
        return new Task(
                NAME,
                new Images(shape, train, normalisation),
                new Images(shape, test, normalisation),
                new Task.Input(normalisation, true, Augmentation.MIRRORED),
                Task.Output.BOX,
                new BoxOverlap(),
                "boxes of " + label + ", " + train.size() + " training and " + test.size() + " test images");
    }

    private static List<VocAnnotation> annotations(Path folder) {
        Path annotations = folder.resolve("Annotations");
        if (!Files.isDirectory(annotations) || !Files.isDirectory(folder.resolve("JPEGImages"))) {
            throw new UserError(folder + " is no VOC folder: it must hold Annotations and JPEGImages");
        }
        return DataFiles.withSuffix(annotations, ".xml").stream()
                .map(VocAnnotation::read)
                .toList();
    }

    private static String mostOftenAlone(Path folder, List<VocAnnotation> annotations) {
        Map<String, Integer> alone = new TreeMap<>();
        for (VocAnnotation annotation : annotations) {
            Map<String, Long> counts = annotation.objects().stream()
                    .collect(Collectors.groupingBy(VocAnnotation.Box::label, Collectors.counting()));
            counts.forEach((label, count) -> alone.merge(label, count == 1 ? 1 : 0, Integer::sum));
        }
        return alone.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue())
                .map(Map.Entry::getKey)
                .orElseThrow(() -> new UserError(folder + " has no objects in its Annotations"));
    }

    private static List<float[]> boxes(VocAnnotation annotation, String label) {
        return annotation.objects().stream()
                .filter(object -> object.label().equals(label))
                .map(VocAnnotation.Box::box)
                .toList();
    }
}
