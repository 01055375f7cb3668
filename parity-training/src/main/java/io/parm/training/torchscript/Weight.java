package io.parm.training.torchscript;

/**
 * One tensor of a module. Owns its arrays: nobody writes to them. Never compared.
 *
 * @param name the attribute that holds it
 * @param shape its shape
 * @param values row-major
 * @param trainable a parameter; otherwise a buffer
 */
record Weight(String name, int[] shape, float[] values, boolean trainable) {}
