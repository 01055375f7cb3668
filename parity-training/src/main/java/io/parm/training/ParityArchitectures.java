package io.parm.training;

import io.parm.coding.Encoder;
import io.parm.coding.ParityOutput;
import io.parm.training.engine.InferenceTime;
import io.parm.training.engine.Network;
import io.parm.training.torchscript.Layer;
import io.parm.training.torchscript.Residual;
import io.parm.training.torchscript.Script;
import io.parm.training.torchscript.Slots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Chooses the parity models' network. Where slots can be told apart each is looked at alone, by one network; otherwise a network sees
 * the whole parity query.
 */
final class ParityArchitectures {

    private final Recipe recipe;
    private final int[] shape;

    ParityArchitectures(Recipe recipe) {
        this.recipe = recipe;
        this.shape = recipe.code().encoder().parityShape();
    }

    /**
     * The network of all parity models.
     *
     * @param deployed the deployed model, whose cost a sized network keeps to
     * @param folder for files that are tried out
     */
    Architecture choose(Path deployed, Path folder) throws IOException {
        ParityModel model = recipe.models().parity();
        return switch (model.kind()) {
            case AUTO -> perSlot() ? sized(deployed, folder) : same(deployed);
            case SIZED -> sized(deployed, folder);
            case SAME -> same(deployed);
            case COMPACT, RESNET -> ofWidth(model);
            case FILE -> new Architecture.Given(model.file().orElseThrow(), shape);
        };
    }

    /** The network of ours that the recipe names, whatever the deployed model costs. */
    Optional<Architecture.BuiltIn> named() {
        return switch (recipe.models().parity().kind()) {
            case COMPACT, RESNET -> Optional.of(ofWidth(recipe.models().parity()));
            case AUTO, SIZED, SAME, FILE -> Optional.empty();
        };
    }

    private Architecture.BuiltIn ofWidth(ParityModel model) {
        int width = model.width();
        return model.kind() == ParityModel.Kind.COMPACT
                ? compact(width)
                : builtIn("resnet-" + width, outputs -> Residual.layers(width, outputs));
    }

    /** The file from elsewhere that parity models are trained from; empty if the network is one of ours. */
    Optional<Path> given() {
        ParityModel model = recipe.models().parity();
        if (model.kind() == ParityModel.Kind.FILE) {
            return model.file();
        }
        return isSame() ? recipe.models().deployed() : Optional.empty();
    }

    /** Whether the network is the deployed model's as it is, outputs included: it could start from all of its weights. */
    boolean isDeployedNetwork() {
        return isSame()
                && !perSlot()
                && Arrays.equals(shape, recipe.task().train().shape());
    }

    private boolean isSame() {
        ParityModel.Kind kind = recipe.models().parity().kind();
        return kind == ParityModel.Kind.SAME || kind == ParityModel.Kind.AUTO && !perSlot();
    }

    private boolean perSlot() {
        return recipe.spec().parityOutput() == ParityOutput.Kind.PER_SLOT;
    }

    private Architecture same(Path deployed) {
        if (recipe.models().deployed().isPresent()) {
            return new Architecture.Given(deployed, shape);
        }
        return builtIn(recipe.models().family().optionName(), recipe.models().family()::layers);
    }

    private Architecture.BuiltIn compact(int width) {
        return builtIn("compact-" + width, outputs -> Residual.compact(width, outputs));
    }

    private Architecture.BuiltIn builtIn(String name, IntFunction<Layer> layers) {
        int outputs = recipe.task().output().size();
        Layer network = perSlot() && separable()
                ? eachSlot(layers.apply(outputs))
                : layers.apply(recipe.code().parityOutput().parityOutputSize(outputs));
        return new Architecture.BuiltIn(name, network, shape, recipe.settings().precision());
    }

    /** Whether a parity query can be cut into its slots: stacked queries always, tiles if the grid divides the image. */
    private boolean separable() {
        return switch (recipe.spec().encoder()) {
            case ADDITION -> false;
            case STACKING -> true;
            case CONCATENATION -> Slots.isTiled(recipe.spec().k(), shape);
        };
    }

    private Layer eachSlot(Layer slot) {
        int k = recipe.spec().k();
        return recipe.spec().encoder() == Encoder.Kind.STACKING ? Slots.stacked(k, slot) : Slots.tiled(k, slot);
    }

    /** The widest compact network within the cost; the deployed model's own family if even the narrowest costs more. Written down, so that a resumed training need not measure again. */
    private Architecture sized(Path deployed, Path folder) throws IOException {
        Path chosen = folder.resolve("width.txt");
        if (Files.exists(chosen)) {
            return ofWidth(Integer.parseInt(Files.readString(chosen)), deployed);
        }
        int width;
        try (Network measure = Network.open(deployed, recipe.task().train().shape())) {
            width = WidthSearch.widest(ParityCost.MAX, candidate -> cost(compact(candidate), measure, folder));
        }
        Attempt.write(chosen, file -> Files.writeString(file, String.valueOf(width)));
        return ofWidth(width, deployed);
    }

    private Architecture ofWidth(int width, Path deployed) {
        if (width > 0) {
            return compact(width);
        }
        return recipe.models().deployed().isPresent() ? compact(WidthSearch.WIDTHS[0]) : same(deployed);
    }

    private double cost(Architecture.BuiltIn candidate, Network deployed, Path folder) throws IOException {
        return ParityCost.of(multiplications(candidate), () -> measured(candidate, deployed, folder));
    }

    /** A candidate's, as a multiple of the deployed model's; 0 if that is a file, which does not tell. */
    private double multiplications(Architecture.BuiltIn candidate) {
        if (recipe.models().deployed().isPresent()) {
            return 0;
        }
        Layer deployed = recipe.models().family().layers(recipe.task().output().size());
        return (double) Script.multiplications(candidate.layers(), shape)
                / Script.multiplications(deployed, recipe.task().train().shape());
    }

    private double measured(Architecture candidate, Network deployed, Path folder) throws IOException {
        Path untrained = folder.resolve("candidate-untrained.pt");
        Path served = folder.resolve("candidate.pt");
        candidate.writeUntrained(1, untrained);
        candidate.writeForServing(untrained, served);
        try (Network network = Network.open(served, shape)) {
            float[] input = recipe.task().train().input(0);
            float[][] group = new float[recipe.spec().k()][];
            Arrays.fill(group, input);
            return InferenceTime.measure(
                            network,
                            recipe.code().encoder().encode(group, 0),
                            deployed,
                            input,
                            recipe.settings().threads())
                    .ratio();
        }
    }
}
