package io.parm.coding;

import java.io.Serializable;

/**
 * How k inputs become r parity inputs, and how parity outputs become a missing output: an {@link Encoder} and a
 * {@link ParityOutput} that fit each other.
 *
 * <p>The code is systematic: when nothing is late, answers are exactly the deployed model's. Immutable and thread-safe.
 */
public final class ErasureCode implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Largest group: beyond it a reconstruction is worth little and a group takes long to fill. */
    public static final int MAX_K = 16;

    /** Most parity queries per group; coefficients grow as k^(r − 1), and with them the error a solve amplifies. */
    public static final int MAX_R = 4;

    private final CodeSpec spec;
    private final Encoder encoder;
    private final ParityOutput parityOutput;

    private ErasureCode(CodeSpec spec, Encoder encoder, ParityOutput parityOutput) {
        this.spec = spec;
        this.encoder = encoder;
        this.parityOutput = parityOutput;
    }

    /**
     * Makes the code a service names.
     *
     * @param spec the names and sizes
     * @param inputShape shape of one query's input, without batch axis
     * @throws IllegalArgumentException if the encoder cannot encode that shape
     */
    public static ErasureCode of(CodeSpec spec, int[] inputShape) {
        Encoder encoder = switch (spec.encoder()) {
            case ADDITION -> new AdditionEncoder(inputShape, spec.k(), spec.r());
            case CONCATENATION -> new ConcatenationEncoder(inputShape, spec.k());
            case STACKING -> new StackingEncoder(inputShape, spec.k());
        };
        ParityOutput output = switch (spec.parityOutput()) {
            case SUM -> new SumOutput(spec.k(), spec.r());
            case PER_SLOT -> new SlotOutput(spec.k());
        };
        return new ErasureCode(spec, encoder, output);
    }

    /** Its name. */
    public CodeSpec spec() {
        return spec;
    }

    public int k() {
        return spec.k();
    }

    /** Parity queries per group; 0 means that nothing can be reconstructed. */
    public int r() {
        return spec.r();
    }

    public Encoder encoder() {
        return encoder;
    }

    public ParityOutput parityOutput() {
        return parityOutput;
    }
}
