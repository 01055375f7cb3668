package io.parm.training;

import io.parm.training.torchscript.Family;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which networks a service gets.
 *
 * @param family of a deployed model that is trained
 * @param deployed a TorchScript file to take as the deployed model instead
 * @param parity the parity models'
 */
public record Models(Family family, Optional<Path> deployed, ParityModel parity) {}
