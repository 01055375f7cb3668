package io.parm.training.data;

/**
 * Whether the true class is among those with the largest floats; of equal floats the first counts as larger.
 *
 * @param classes how many classes an output may name, 1 or more
 */
public record TopAccuracy(int classes) implements Metric {

    /** Whether the largest float is the true class's. */
    public static final TopAccuracy FIRST = new TopAccuracy(1);

    /** @throws IllegalArgumentException if {@code classes} is below 1 */
    public TopAccuracy {
        if (classes < 1) {
            throw new IllegalArgumentException("classes must be 1 or more but was " + classes);
        }
    }

    @Override
    public String name() {
        return classes == 1 ? "accuracy" : "top-" + classes + "-accuracy";
    }

    @Override
    public double score(float[] output, float[] truth) {
        int trueClass = (int) truth[0];
        int larger = 0;
        for (int i = 0; i < output.length; i++) {
            boolean before = output[i] > output[trueClass] || output[i] == output[trueClass] && i < trueClass;
            larger += before ? 1 : 0;
        }
        return larger < classes ? 1 : 0;
    }

    @Override
    public float[] asTruth(float[] output) {
        int largest = 0;
        for (int i = 1; i < output.length; i++) {
            largest = output[i] > output[largest] ? i : largest;
        }
        return new float[] {largest};
    }
}
