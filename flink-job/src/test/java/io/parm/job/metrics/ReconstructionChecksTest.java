package io.parm.job.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.coding.CodeSpec;
import io.parm.coding.CodingGroup;
import io.parm.coding.Encoder;
import io.parm.coding.ErasureCode;
import io.parm.coding.ParityOutput;
import org.junit.jupiter.api.Test;

class ReconstructionChecksTest {

    private static final float[] FIRST = {1, 2};
    private static final float[] SECOND = {20, 10};
    private static final float[] SUM = {21, 12};
    private static final int GROUPS = 40 * ReconstructionChecks.SHADOW_EVERY;

    private final ErasureCode code =
            ErasureCode.of(new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, 2, 1), new int[] {2});
    private final RecordedMetrics recorded = new RecordedMetrics();

    @Test
    void oneGroupInEightIsDecodedThoughNothingWasLate() {
        ReconstructionChecks checks = new ReconstructionChecks(recorded.operator(), true);
        for (int i = 0; i < GROUPS; i++) {
            checks.finished(group(SUM));
        }

        assertThat(shadows("true")).isEqualTo(40);
        assertThat(shadows("false")).isZero();
    }

    /** Of {25, 7} the second row's reconstruction is {24, 5}, still class 0; the first's is {5, -3}, no longer class 1. */
    @Test
    void slotsTakeTurnsAndAWrongTopClassIsCounted() {
        ReconstructionChecks checks = new ReconstructionChecks(recorded.operator(), true);
        for (int i = 0; i < GROUPS; i++) {
            checks.finished(group(new float[] {25, 7}));
        }

        assertThat(shadows("true")).isEqualTo(20);
        assertThat(shadows("false")).isEqualTo(20);
    }

    @Test
    void whereTheParityOutputOrAnOriginalIsMissingNothingIsCompared() {
        ReconstructionChecks checks = new ReconstructionChecks(recorded.operator(), true);
        for (int i = 0; i < GROUPS; i++) {
            CodingGroup withoutParity = open();
            withoutParity.output(0, FIRST, 1);
            withoutParity.output(1, SECOND, 1);
            checks.finished(withoutParity);
        }

        assertThat(shadows("true") + shadows("false")).isZero();
    }

    @Test
    void lateOriginalIsComparedWithWhatAnsweredInItsPlace() {
        ReconstructionChecks checks = new ReconstructionChecks(recorded.operator(), true);
        checks.lateOriginal(group(SUM), 0, FIRST);
        checks.lateOriginal(group(SUM), 0, new float[] {9, 2});

        assertThat(recorded.of(JobMetrics.RECONSTRUCTION_CHECKS, "LATE_ORIGINAL", "true"))
                .isEqualTo(1);
        assertThat(recorded.of(JobMetrics.RECONSTRUCTION_CHECKS, "LATE_ORIGINAL", "false"))
                .isEqualTo(1);
    }

    @Test
    void outputsThatAreNoClassesAreNotCompared() {
        ReconstructionChecks checks = new ReconstructionChecks(recorded.operator(), false);
        for (int i = 0; i < GROUPS; i++) {
            checks.finished(group(SUM));
        }

        assertThat(shadows("true") + shadows("false")).isZero();
    }

    private long shadows(String agree) {
        return recorded.of(JobMetrics.RECONSTRUCTION_CHECKS, "SHADOW", agree);
    }

    private CodingGroup group(float[] parityOutput) {
        CodingGroup group = open();
        group.output(0, FIRST, 1);
        group.output(1, SECOND, 1);
        group.output(2, parityOutput, 1);
        return group;
    }

    private CodingGroup open() {
        CodingGroup group = CodingGroup.create(code, 5, 100);
        group.member(0, 10, 20, 0);
        group.member(1, 10, 20, 0);
        group.closed(2, 1, 0);
        return group;
    }
}
