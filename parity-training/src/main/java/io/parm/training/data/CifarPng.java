package io.parm.training.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parm.model.UserError;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A CIFAR-10 batch drawn as one PNG, 1024 wide: each row is an image, its 32 rows one after the other. */
final class CifarPng {

    private static final int CHANNELS = 3;
    private static final int PIXELS = 32 * 32;

    private CifarPng() {}

    /**
     * The classes of all images of a split, in the order of its batches.
     *
     * @param file a JSON array of numbers
     */
    record Labels(Path file, int[] classes) {

        /** @throws UserError if the file is missing or no such array */
        static Labels read(Path file) {
            try {
                return new Labels(file, new ObjectMapper().readValue(file.toFile(), int[].class));
            } catch (IOException e) {
                throw new UserError(file + " is no JSON array of labels: " + e.getMessage(), e);
            }
        }

        float[] truth(int index) {
            if (index >= classes.length) {
                throw new UserError(file + " has " + classes.length + " labels but there are more images");
            }
            return Cifar10.truth(file, index, classes[index]);
        }

        void checkAllUsed(int images) {
            if (images != classes.length) {
                throw new UserError(file + " has " + classes.length + " labels but there are " + images + " images");
            }
        }
    }

    /**
     * Adds a batch's images after those of earlier batches.
     *
     * @throws UserError if the file is missing or no such picture
     */
    static void read(Path file, Labels labels, Examples<byte[]> examples) {
        Raster raster = raster(file);
        int[] row = new int[PIXELS];
        for (int image = 0; image < raster.getHeight(); image++) {
            byte[] pixels = new byte[CHANNELS * PIXELS];
            for (int channel = 0; channel < CHANNELS; channel++) {
                raster.getSamples(0, image, PIXELS, 1, channel, row);
                for (int i = 0; i < PIXELS; i++) {
                    pixels[channel * PIXELS + i] = (byte) row[i];
                }
            }
            examples.add(pixels, labels.truth(examples.size()));
        }
    }

    private static Raster raster(Path file) {
        BufferedImage picture;
        try {
            picture = ImageIO.read(file.toFile());
        } catch (IOException e) {
            throw new UserError(file + " cannot be read as PNG: " + e.getMessage(), e);
        }
        if (picture == null
                || picture.getWidth() != PIXELS
                || picture.getRaster().getNumBands() < CHANNELS) {
            throw new UserError(file + " is not a CIFAR-10 batch: a colour PNG of width " + PIXELS + " was expected");
        }
        return picture.getRaster();
    }
}
