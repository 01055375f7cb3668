package io.parm.lab.comparison;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ParityOutput;
import io.parm.model.UserError;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One side of a comparison.
 *
 * @param name short, for tables and files
 * @param settings of the job, over those of the comparison
 * @param code of an emulated service, {@code addition/sum} for example; {@code null} where the strategy needs none
 * @param k queries of a group
 * @param r parity queries of a group
 * @param service folder of its own service, from the checkout; {@code null} for the comparison's
 * @param emulation over the comparison's
 * @param paper what the paper has for it, by rate
 */
public record Arm(
        String name,
        Map<String, String> settings,
        String code,
        int k,
        int r,
        String service,
        Emulation emulation,
        List<PaperRow> paper) {

    /** The code of services whose strategy uses none. */
    private static final CodeSpec SINGLES = new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, 1, 1);

    public Arm {
        Comparison.require(
                name != null && name.matches("[a-z0-9-]+"), "an arm's name must be of a-z, 0-9 and - but was " + name);
        settings = settings == null ? Map.of() : Map.copyOf(settings);
        k = k == 0 ? 1 : k;
        r = r == 0 ? 1 : r;
        paper = paper == null ? List.of() : List.copyOf(paper);
    }

    /**
     * What the paper says of an arm.
     *
     * @param qps queries per second; 0 if the paper gives one figure only
     */
    public record PaperRow(
            double qps,
            @JsonProperty("p50-ms") Double p50Ms,
            @JsonProperty("mean-ms") Double meanMs,
            @JsonProperty("p99-ms") Double p99Ms,
            @JsonProperty("p995-ms") Double p995Ms,
            @JsonProperty("p999-ms") Double p999Ms) {}

    /** What the paper has at a rate; {@code null} if nothing. */
    PaperRow paperAt(double rate) {
        return paper.stream().filter(row -> row.qps() == rate).findFirst().orElse(null);
    }

    /** @throws UserError if {@code code} names none */
    CodeSpec spec() {
        if (code == null) {
            return SINGLES;
        }
        String[] halves = code.toUpperCase(Locale.ROOT).replace('-', '_').split("/");
        Comparison.require(halves.length == 2, "code must be ENCODER/PARITY-OUTPUT but was " + code);
        try {
            return new CodeSpec(Encoder.Kind.valueOf(halves[0]), ParityOutput.Kind.valueOf(halves[1]), k, r);
        } catch (IllegalArgumentException e) {
            throw new UserError("code " + code + ": " + e.getMessage(), e);
        }
    }
}
