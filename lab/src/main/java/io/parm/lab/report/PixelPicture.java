package io.parm.lab.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/** A model's input as a picture: its smallest float is black and its largest white. */
final class PixelPicture {

    private static final int COLORS = 3;
    private static final double MAX_PIXEL = 255;

    private PixelPicture() {}

    /**
     * An input's pictures as PNG data URIs, one per image that its channels hold.
     *
     * @param input {@code [channels, height, width]}, normalised or not
     * @param channels of one image: 3 are colours, any other number is drawn channel by channel
     */
    static List<String> of(float[] input, int[] shape, int channels) {
        int perPicture = channels == COLORS && shape[0] % COLORS == 0 ? COLORS : 1;
        List<String> pictures = new ArrayList<>();
        for (int channel = 0; channel < shape[0]; channel += perPicture) {
            pictures.add(dataUri(draw(input, shape, channel, perPicture)));
        }
        return pictures;
    }

    private static BufferedImage draw(float[] input, int[] shape, int from, int channels) {
        int height = shape[1];
        int width = shape[2];
        int area = height * width;
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (int i = from * area; i < (from + channels) * area; i++) {
            min = Math.min(min, input[i]);
            max = Math.max(max, input[i]);
        }
        double scale = max > min ? MAX_PIXEL / (max - min) : 0;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < area; pixel++) {
            int rgb = 0;
            for (int color = 0; color < COLORS; color++) {
                float value = input[(from + (channels == COLORS ? color : 0)) * area + pixel];
                rgb = rgb << 8 | (int) Math.round((value - min) * scale);
            }
            image.setRGB(pixel % width, pixel / width, rgb);
        }
        return image;
    }

    private static String dataUri(BufferedImage image) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can always be written to", e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
