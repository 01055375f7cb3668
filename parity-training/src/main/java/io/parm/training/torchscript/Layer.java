package io.parm.training.torchscript;

/** A part of an architecture: adds its weights and its line of code to a script. {@link Layers} has the ones we use. */
@FunctionalInterface
public interface Layer {

    /**
     * Writes this layer into the script.
     *
     * @param script the module being written
     * @param input what the layer is applied to
     * @return the layer's output
     * @throws IllegalArgumentException if the layer does not fit the input's shape
     */
    Value apply(Script script, Value input);

    /** This layer, then the next one. */
    default Layer then(Layer next) {
        return (script, input) -> next.apply(script, apply(script, input));
    }
}
