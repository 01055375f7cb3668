package io.parm.training;

import io.parm.coding.ErasureCode;
import io.parm.model.UserError;
import io.parm.training.data.Task;
import io.parm.training.engine.GivenNetwork;
import io.parm.training.torchscript.Precision;
import java.nio.file.Path;
import java.util.Arrays;

/** The TorchScript files that a recipe was given, tried before anything is written or trained. */
record GivenModels(Recipe recipe) {

    /** @throws UserError if one is no TorchScript, or its input or output is not the task's or the code's */
    void check() {
        recipe.models().deployed().ifPresent(this::checkDeployed);
        new ParityArchitectures(recipe).given().ifPresent(this::checkParity);
    }

    private void checkPrecision(Path trained) {
        Precision precision = recipe.settings().precision();
        if (precision != Precision.FLOAT32) {
            throw new UserError(
                    "--precision %s is for networks of ours but %s trains as it was exported; leave the option out"
                            .formatted(precision.optionName(), trained));
        }
    }

    private void checkDeployed(Path file) {
        Task task = recipe.task();
        OutputSize.check(
                file.toString(), GivenNetwork.outputSize(file, task.train().shape()), task);
    }

    private void checkParity(Path file) {
        checkPrecision(file);
        ErasureCode code = recipe.code();
        int[] shape = code.encoder().parityShape();
        int expected =
                code.parityOutput().parityOutputSize(recipe.task().output().size());
        String otherwise =
                "; choose another network with --parity-model: sized, compact-WIDTH, or a .pt file that puts out "
                        + expected + " floats";
        int outputs;
        try {
            outputs = GivenNetwork.outputSize(file, shape);
        } catch (UserError e) {
            throw new UserError(e.getMessage() + otherwise, e);
        }
        if (outputs != expected) {
            throw new UserError("%s puts out %d floats for a parity query of shape %s but the code needs %d"
                            .formatted(file, outputs, Arrays.toString(shape), expected)
                    + otherwise);
        }
        if (GivenNetwork.parameterCount(file, shape) == 0) {
            throw new UserError(file + " has no weights that can be trained, as when it was frozen" + otherwise);
        }
    }
}
