package io.parm.inference;

/** Tells an output from what only looks like one. */
final class OutputCheck {

    private OutputCheck() {}

    /** What is wrong with an output, or {@code null}: it must have {@code outputSize} finite floats. */
    static String defect(float[] output, int outputSize) {
        if (output == null || output.length != outputSize) {
            return "put out " + (output == null ? 0 : output.length) + " floats instead of " + outputSize;
        }
        for (float value : output) {
            if (!Float.isFinite(value)) {
                return "put out " + value;
            }
        }
        return null;
    }
}
