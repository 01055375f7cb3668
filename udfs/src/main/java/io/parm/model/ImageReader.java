package io.parm.model;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * Makes a model's input of an encoded image, as the manifest's {@code preprocess} says: pixels 0…1, scaled to the input's height and
 * width, {@code (x − mean) / std} per channel. Immutable and thread-safe.
 */
public final class ImageReader implements Serializable {

    private static final long serialVersionUID = 2L;

    private final ImagePixels size;
    private final float[] mean;
    private final float[] std;

    /** @param service a service whose manifest has {@code preprocess} */
    public ImageReader(Service service) {
        int[] shape = service.inputShape();
        this.size = new ImagePixels(shape[0], shape[1], shape[2]);
        this.mean = floats(service.manifest().preprocess().mean());
        this.std = floats(service.manifest().preprocess().std());
    }

    /**
     * @param encoded the bytes of a PNG, JPEG, GIF or BMP file
     * @return {@code [channels, height, width]}, flat
     * @throws IOException if the bytes are not such an image, or it has far too many pixels
     */
    public float[] read(byte[] encoded) throws IOException {
        byte[] pixels = size.read(encoded);
        float[] input = new float[pixels.length];
        int plane = size.height() * size.width();
        for (int i = 0; i < input.length; i++) {
            int channel = i / plane;
            input[i] = ((pixels[i] & 0xff) / 255f - mean[channel]) / std[channel];
        }
        return input;
    }

    private static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }
}
