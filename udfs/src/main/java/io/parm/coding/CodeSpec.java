package io.parm.coding;

import java.io.Serializable;
import java.util.Locale;

/**
 * The name of a code: encoder, parity output, k slots and r parity queries per group.
 *
 * @param k 1 … {@value ErasureCode#MAX_K}; 1 is replication or a backup
 * @param r 0 … {@value ErasureCode#MAX_R}; 0 is no resilience
 */
public record CodeSpec(Encoder.Kind encoder, ParityOutput.Kind parityOutput, int k, int r) implements Serializable {

    /** @throws IllegalArgumentException if a size is out of bounds, or the encoder cannot serve per-slot outputs */
    public CodeSpec {
        if (k < 1 || k > ErasureCode.MAX_K) {
            throw new IllegalArgumentException("k must be 1.." + ErasureCode.MAX_K + " but was " + k);
        }
        if (r < 0 || r > ErasureCode.MAX_R) {
            throw new IllegalArgumentException("r must be 0.." + ErasureCode.MAX_R + " but was " + r);
        }
        if (encoder == Encoder.Kind.ADDITION && parityOutput == ParityOutput.Kind.PER_SLOT && k > 1) {
            throw new IllegalArgumentException(
                    "per-slot outputs need an encoder that tells slots apart (concatenation or stacking), not addition");
        }
    }

    /** Encoder and parity output as commands and manifests write them: {@code concatenation/per-slot}. */
    public String name() {
        String name = encoder + "/" + parityOutput.name().replace('_', '-');
        return name.toLowerCase(Locale.ROOT);
    }

    /** For people: {@code concatenation/per-slot, k = 2, r = 1}. */
    @Override
    public String toString() {
        return name() + ", k = " + k + ", r = " + r;
    }
}
