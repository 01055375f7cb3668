package io.parm.training;

/** Told after every epoch; called on the training thread. */
@FunctionalInterface
public interface Progress {

    /**
     * @param model what is being trained: {@code deployed}, {@code parity-0}, …
     * @param epoch finished epochs, from 1
     * @param epochs of this model's training
     * @param loss mean over the epoch
     * @param score on the validation samples by the task's metric, 0 … 1: of outputs, or of reconstructions for a parity model; not a
     *     number if nothing is known of them
     * @param secondsPerEpoch mean so far, validation included
     */
    record Epoch(String model, int epoch, int epochs, double loss, double score, double secondsPerEpoch) {

        /** Until this model's training ends. */
        public double secondsLeft() {
            return (epochs - epoch) * secondsPerEpoch;
        }
    }

    void epochFinished(Epoch epoch);
}
