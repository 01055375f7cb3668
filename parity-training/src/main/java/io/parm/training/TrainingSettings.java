package io.parm.training;

import io.parm.training.torchscript.Precision;

/**
 * How models are trained; every bound is checked.
 *
 * @param epochs passes over the training samples for the deployed model, 1 … 10000
 * @param parityEpochs passes over the training samples for each parity model, where each sample is in one group per pass, 1 … 10000
 * @param batchSize samples per step for the deployed model, groups per step for a parity model, 2 … 4096
 * @param learningRate the largest, after warm-up, above 0 and at most 1
 * @param weightDecay AdamW's, 0 … 1
 * @param labelSmoothing probability that a label's distribution gives away evenly, 0 … 0.5
 * @param validationShare share of the training samples that choose the checkpoint instead of being trained on, 0.01 … 0.5
 * @param partialShare share of groups trained with empty last slots, 0 … 0.9; 0 makes a service that does not code partial groups
 * @param parityLoss what a parity model's training makes small; numbers that are no box are always taught by their squared error
 * @param labelShare weight of the true label against the deployed model's probabilities in distillation, 0 … 1
 * @param minutes training takes about that long at most, shared evenly by the models; 0 for no limit
 * @param patience epochs without a better one after which a model's training ends; 0 for never
 * @param seed of every random choice
 * @param threads the engine may use, 1 … 256
 * @param precision of networks of ours while they train
 */
public record TrainingSettings(
        int epochs,
        int parityEpochs,
        int batchSize,
        double learningRate,
        double weightDecay,
        double labelSmoothing,
        double validationShare,
        double partialShare,
        ParityLoss parityLoss,
        double labelShare,
        double minutes,
        int patience,
        int seed,
        int threads,
        Precision precision) {

    /** AdamW's that we found to work for small networks. */
    public static final double DEFAULT_WEIGHT_DECAY = 0.02;

    /** @throws IllegalArgumentException naming the setting, its bounds and its value */
    public TrainingSettings {
        check("epochs", epochs, 1, 10_000);
        check("parity-epochs", parityEpochs, 1, 10_000);
        check("batch-size", batchSize, 2, 4096);
        check("learning-rate", learningRate, Double.MIN_NORMAL, 1);
        check("weight-decay", weightDecay, 0, 1);
        check("label-smoothing", labelSmoothing, 0, 0.5);
        check("validation-share", validationShare, 0.01, 0.5);
        check("partial-share", partialShare, 0, 0.9);
        check("label-share", labelShare, 0, 1);
        check("minutes", minutes, 0, 100_000);
        check("patience", patience, 0, 10_000);
        check("threads", threads, 1, 256);
    }

    /** What we found to work; the rest is the caller's. */
    public static TrainingSettings defaults(
            int epochs, int parityEpochs, ParityLoss parityLoss, int seed, int threads) {
        return new TrainingSettings(
                epochs,
                parityEpochs,
                64,
                2e-3,
                DEFAULT_WEIGHT_DECAY,
                0.05,
                0.05,
                0.15,
                parityLoss,
                0.2,
                0,
                0,
                seed,
                threads,
                Precision.FLOAT32);
    }

    /** These settings with another parity loss. */
    TrainingSettings with(ParityLoss other) {
        return copy(weightDecay, other, minutes, patience, precision);
    }

    /** These settings with another decay of the weights. */
    public TrainingSettings decaying(double newWeightDecay) {
        return copy(newWeightDecay, parityLoss, minutes, patience, precision);
    }

    /** These settings in another precision. */
    public TrainingSettings in(Precision newPrecision) {
        return copy(weightDecay, parityLoss, minutes, patience, newPrecision);
    }

    /**
     * These settings with an end that may come before the last epoch.
     *
     * @param newMinutes see {@link #minutes}
     * @param newPatience see {@link #patience}
     */
    public TrainingSettings within(double newMinutes, int newPatience) {
        return copy(weightDecay, parityLoss, newMinutes, newPatience, precision);
    }

    private TrainingSettings copy(
            double newWeightDecay, ParityLoss newLoss, double newMinutes, int newPatience, Precision newPrecision) {
        return new TrainingSettings(
                epochs,
                parityEpochs,
                batchSize,
                learningRate,
                newWeightDecay,
                labelSmoothing,
                validationShare,
                partialShare,
                newLoss,
                labelShare,
                newMinutes,
                newPatience,
                seed,
                threads,
                newPrecision);
    }

    private static void check(String key, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    key + " must be " + text(min) + ".." + text(max) + " but was " + text(value));
        }
    }

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
