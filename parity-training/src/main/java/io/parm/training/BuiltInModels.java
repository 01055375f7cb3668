package io.parm.training;

import io.parm.model.UserError;
import io.parm.training.torchscript.Family;
import io.parm.training.torchscript.Layer;
import io.parm.training.torchscript.Script;

/** The networks of ours that a recipe names, tried on the task's shapes before anything is written or trained. */
record BuiltInModels(Recipe recipe) {

    /** @throws UserError if one cannot take its inputs */
    void check() {
        if (recipe.models().deployed().isEmpty()) {
            Family family = recipe.models().family();
            Layer layers = family.layers(recipe.task().output().size());
            check(
                    "--model " + family.optionName(),
                    layers,
                    recipe.task().train().shape(),
                    "mlp");
        }
        new ParityArchitectures(recipe)
                .named()
                .ifPresent(network ->
                        check("--parity-model " + network.name(), network.layers(), network.shape(), "compact-WIDTH"));
    }

    private static void check(String option, Layer layers, int[] shape, String otherwise) {
        try {
            Script.multiplications(layers, shape);
        } catch (IllegalArgumentException e) {
            throw new UserError(
                    option + " does not fit the task: " + e.getMessage() + "; " + otherwise + " takes any shape", e);
        }
    }
}
