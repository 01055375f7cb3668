/**
 * Writes untrained TorchScript modules: an architecture is a Java function that emits code and initial weights.
 *
 * <p>Pure Java: neither Python nor the engine is needed to write an archive. The engine loads it, trains it, and writes the trained
 * file with PyTorch's own writer.
 */
package io.parm.training.torchscript;
