package io.parm.training.engine;

/**
 * One step's examples. Owns its array, which nobody writes to; never compared.
 *
 * @param inputs {@code [targets.size, …inputShape]}, row-major
 * @param targets what the network's outputs are compared with
 */
public record Batch(float[] inputs, Targets targets) {}
