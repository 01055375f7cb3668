package io.parm.training.data;

import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A batch in CIFAR-10's binary format: for each image a label byte, then its red, green and blue planes. */
final class CifarBinary {

    private static final int PIXELS = 3 * 32 * 32;
    private static final int RECORD = 1 + PIXELS;

    private CifarBinary() {}

    /** @throws UserError if the file is missing, or not made of such records */
    static void read(Path file, Examples<byte[]> examples) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UserError(file + " cannot be read: " + e, e);
        }
        if (bytes.length == 0 || bytes.length % RECORD != 0) {
            throw new UserError("%s is not a whole CIFAR-10 batch: it has %d bytes, not a multiple of %d"
                    .formatted(file, bytes.length, RECORD));
        }
        for (int from = 0; from < bytes.length; from += RECORD) {
            float[] truth = Cifar10.truth(file, from / RECORD, bytes[from] & 0xff);
            examples.add(Arrays.copyOfRange(bytes, from + 1, from + RECORD), truth);
        }
    }
}
