package io.parm.training.data;

import io.parm.model.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder with the IDX files of an MNIST-like set, gzip or plain.
 *
 * @param task the set's name, for messages
 * @param classes how many there are
 */
record IdxFolder(String task, Path folder, int classes, Normalisation normalisation) {

    /**
     * Reads the images of a split and their labels.
     *
     * @param split how its file names begin: {@code train} or {@code t10k}
     * @throws UserError if a file is missing or broken; the message names it
     */
    Images images(String split) {
        Path imageFile = find(split + "-images-idx3-ubyte");
        Path labelFile = find(split + "-labels-idx1-ubyte");
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
            if (label >= classes) {
                throw new UserError("%s: label %d is %d, not 0..%d".formatted(labelFile, i, label, classes - 1));
            }
            pixels.add(images.item(i));
            truths.add(new float[] {label});
        }
        int[] shape = {1, images.shape()[1], images.shape()[2]};
        return new Images(shape, pixels, truths, normalisation);
    }

    private Path find(String name) {
        Path compressed = folder.resolve(name + ".gz");
        Path plain = folder.resolve(name);
        if (Files.isRegularFile(compressed)) {
            return compressed;
        }
        if (Files.isRegularFile(plain)) {
            return plain;
        }
        throw new UserError("no " + task + " in " + folder + ": neither " + name + ".gz nor " + name + " is there");
    }
}
