package io.parm.training.data;

/** The cosine of the angle between output and truth, at least 0: for embeddings and other vectors of numbers. */
public final class CosineSimilarity implements Metric {

    @Override
    public String name() {
        return "cosine";
    }

    @Override
    public double score(float[] output, float[] truth) {
        double product = 0;
        double square = 0;
        double truthSquare = 0;
        for (int i = 0; i < output.length; i++) {
            product += (double) output[i] * truth[i];
            square += (double) output[i] * output[i];
            truthSquare += (double) truth[i] * truth[i];
        }
        double lengths = Math.sqrt(square * truthSquare);
        return lengths == 0 ? 0 : Math.max(0, product / lengths);
    }

    @Override
    public float[] asTruth(float[] output) {
        return output;
    }
}
