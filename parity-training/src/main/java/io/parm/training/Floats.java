package io.parm.training;

import java.util.List;

/** Arrays of floats, put side by side. */
final class Floats {

    private Floats() {}

    /** @param parts one or more, of the same length */
    static float[] joined(List<float[]> parts) {
        int length = parts.get(0).length;
        float[] joined = new float[parts.size() * length];
        for (int i = 0; i < parts.size(); i++) {
            System.arraycopy(parts.get(i), 0, joined, i * length, length);
        }
        return joined;
    }
}
