package io.parm.training.data;

import io.parm.model.ImagePixels;
import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads a user's image files at the shape that was asked for, as serving will. */
record ImageShape(ImagePixels size) {

    /**
     * @param asked {@code [channels, height, width]}; empty for the default
     * @throws UserError if it is no such shape
     */
    static ImageShape of(List<Integer> asked, int... byDefault) {
        int[] shape = asked.isEmpty()
                ? byDefault
                : asked.stream().mapToInt(Integer::intValue).toArray();
        if (shape.length != 3 || shape[0] != 1 && shape[0] != 3 || shape[1] < 1 || shape[2] < 1) {
            throw new UserError(
                    "--shape must be CHANNELSxHEIGHTxWIDTH with 1 or 3 channels, for example 3x32x32, but was "
                            + String.join(
                                    "x", asked.stream().map(String::valueOf).toList()));
        }
        return new ImageShape(new ImagePixels(shape[0], shape[1], shape[2]));
    }

    int[] shape() {
        return new int[] {size.channels(), size.height(), size.width()};
    }

    /** @throws UserError if the file is no image */
    byte[] read(Path file) {
        try {
            return size.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UserError(file + " cannot be read as an image: " + e.getMessage(), e);
        }
    }
}
