package io.parm.inference.protocol;

import java.io.Serializable;

/**
 * What a model's one input and one output are called on the wire.
 *
 * @param input not blank
 * @param output not blank
 */
public record TensorNames(String input, String output) implements Serializable {

    /** The names that Triton's PyTorch backend asks for, and what our own server uses. */
    public static final TensorNames DEFAULT = new TensorNames("INPUT__0", "OUTPUT__0");

    public TensorNames {
        if (input == null || input.isBlank() || output == null || output.isBlank()) {
            throw new IllegalArgumentException(
                    "tensor names must not be blank but were '" + input + "' and '" + output + "'");
        }
    }
}
