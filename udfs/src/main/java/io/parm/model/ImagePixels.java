package io.parm.model;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes image files and scales them to one size, for training and serving alike. Immutable and thread-safe.
 *
 * @param channels 1 for grey, 3 for red, green and blue
 * @param height of the result, pixels
 * @param width of the result, pixels
 */
public record ImagePixels(int channels, int height, int width) implements Serializable {

    private static final long MAX_PIXELS = 1L << 25;

    /** @throws IllegalArgumentException if a size is not possible */
    public ImagePixels {
        if (channels != 1 && channels != 3 || height < 1 || width < 1) {
            throw new IllegalArgumentException("images must be [1 or 3, height, width] but were [" + channels + ", "
                    + height + ", " + width + "]");
        }
    }

    /**
     * @param encoded the bytes of a PNG, JPEG, GIF or BMP file
     * @return {@code [channels, height, width]}, unsigned bytes
     * @throws IOException if the bytes are not such an image, or it has more than {@value #MAX_PIXELS} pixels
     */
    public byte[] read(byte[] encoded) throws IOException {
        int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        Raster raster = fit(decode(encoded), type).getRaster();
        byte[] pixels = new byte[channels * height * width];
        int plane = height * width;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < channels; channel++) {
                    pixels[channel * plane + y * width + x] = (byte) raster.getSample(x, y, channel);
                }
            }
        }
        return pixels;
    }

    /**
     * Reads the size before the pixels, so that a small file cannot claim a huge picture, from memory: ImageIO's own stream would go
     * through a temporary file.
     */
    private static BufferedImage decode(byte[] encoded) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("not a PNG, JPEG, GIF or BMP image");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MAX_PIXELS) {
                    throw new IOException("an image of " + pixels + " pixels is larger than " + MAX_PIXELS);
                }
                return reader.read(0);
            } catch (RuntimeException e) {
                // The JDK's decoders throw all kinds of them at damaged files, from array bounds to missing tables.
                throw new IOException("a damaged image: " + e, e);
            } finally {
                reader.dispose();
            }
        }
    }

    private BufferedImage fit(BufferedImage image, int type) {
        if (image.getWidth() == width && image.getHeight() == height && image.getType() == type) {
            return image;
        }
        BufferedImage scaled = new BufferedImage(width, height, type);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }
}
