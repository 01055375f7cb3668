package io.parm.model;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Makes a model's input of an encoded image, as the manifest's {@code preprocess} says: pixels 0…1, scaled to the input's height and
 * width, {@code (x − mean) / std} per channel. Immutable and thread-safe.
 */
public final class ImageReader implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final long MAX_PIXELS = 1L << 25;

    private final int channels;
    private final int height;
    private final int width;
    private final float[] mean;
    private final float[] std;

    /** @param service a service whose manifest has {@code preprocess} */
    public ImageReader(Service service) {
        int[] shape = service.inputShape();
        this.channels = shape[0];
        this.height = shape[1];
        this.width = shape[2];
        this.mean = floats(service.manifest().preprocess().mean());
        this.std = floats(service.manifest().preprocess().std());
    }

    /**
     * @param encoded the bytes of a PNG, JPEG, GIF or BMP file
     * @return {@code [channels, height, width]}, flat
     * @throws IOException if the bytes are not such an image, or it has more than {@value #MAX_PIXELS} pixels
     */
    public float[] read(byte[] encoded) throws IOException {
        BufferedImage image = decode(encoded);
        int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage scaled = fit(image, type);
        float[] input = new float[channels * height * width];
        int plane = height * width;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < channels; channel++) {
                    float pixel = scaled.getRaster().getSample(x, y, channel) / 255f;
                    input[channel * plane + y * width + x] = (pixel - mean[channel]) / std[channel];
                }
            }
        }
        return input;
    }

    /**
     * Reads the size before the pixels, so that a small file cannot claim a huge picture, from memory: ImageIO's own stream would go
     * through a temporary file.
     */
    private static BufferedImage decode(byte[] encoded) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            Iterator<javax.imageio.ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("not a PNG, JPEG, GIF or BMP image");
            }
            javax.imageio.ImageReader reader = readers.next();
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

    private static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }
}
