package io.parm.training.torchscript;

import java.util.Locale;

/** What convolutions are computed in while a network trains; weights, normalisations' statistics and what is served stay float32. */
public enum Precision {

    /** 32 bits throughout. */
    FLOAT32,

    /**
     * Images between layers, and a copy of each convolution's weights, have 16 bits with float32's range. Faster on processors with
     * instructions for it (AMX); not tried on others.
     */
    BFLOAT16;

    /** PyTorch's numbers of the two types in TorchScript. */
    private static final String TO_FLOAT32 = "torch.to(%s, 6)";

    private static final String TO_BFLOAT16 = "torch.to(%s, 15)";

    /** The name on the command line. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** An expression that is the given one in this precision. */
    String of(String expression) {
        return this == FLOAT32 ? expression : TO_BFLOAT16.formatted(expression);
    }

    /** An expression that is the given one, which may be in this precision, in float32. */
    String widened(String expression) {
        return this == FLOAT32 ? expression : TO_FLOAT32.formatted(expression);
    }
}
