package io.parm.training;

/**
 * What went into a service.
 *
 * @param parameters trainable floats of the deployed model
 * @param parityParameters trainable floats of one parity model
 * @param seconds that training took
 * @param parityEpochs of the first parity model
 * @param secondsPerParityEpoch mean over the first parity model's epochs, validation included
 */
record Effort(long parameters, long parityParameters, double seconds, int parityEpochs, double secondsPerParityEpoch) {}
