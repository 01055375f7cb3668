package io.parm.lab.comparison;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Circumstances of emulated instances, where they differ from those that the service times were calibrated under.
 *
 * @param transfers concurrent transfers in the background, each between two instances; {@code null} as calibrated
 * @param parityScale how many times the deployed model's base time an inference of a parity model takes; {@code null} for 1
 * @param batchFactor what a further input of a batch adds to the base time, as a share of it; {@code null} for 1
 */
public record Emulation(
        Integer transfers,
        @JsonProperty("parity-scale") Double parityScale,
        @JsonProperty("batch-factor") Double batchFactor) {

    public Emulation {
        parityScale = parityScale == null ? 1.0 : parityScale;
        batchFactor = batchFactor == null ? 1.0 : batchFactor;
    }

    /** This one, where an arm says nothing else. */
    Emulation overriddenBy(Emulation arm) {
        return arm == null
                ? this
                : new Emulation(arm.transfers == null ? transfers : arm.transfers, arm.parityScale, arm.batchFactor);
    }
}
