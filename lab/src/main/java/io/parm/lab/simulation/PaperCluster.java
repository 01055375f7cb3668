package io.parm.lab.simulation;

import io.parm.lab.emulation.ServiceModel;
import io.parm.lab.simulation.Calibration.Percentiles;

/**
 * The paper's GPU cluster (§5.2), as far as its row without redundancy says what inferences take: {@link Calibration} has found the model
 * from that row alone.
 */
public final class PaperCluster {

    /** Of the deployed model, where nothing is spent on parity models: 12 and 6. */
    public static final int EQUAL_RESOURCES = 18;

    public static final double RATE_PER_SECOND = 270;

    /** Latency of that row, measured from the paper's figure. */
    public static final Percentiles EQUAL_RESOURCES_LATENCY = new Percentiles(20.3, 33.3, 38.3, 52.8);

    /** What a job adds to each answer; a guess, which the predictions hardly depend on. */
    public static final double OVERHEAD_MS = 3;

    /** The background load: so many transfers at any time. */
    public static final int TRANSFERS = 4;

    /** 192 MB, the mean, at a gigabit a second or so; assumed. */
    public static final double TRANSFER_MS = 1500;

    /** Found by {@link Calibration}, rounded. */
    public static final ServiceModel MODEL = new ServiceModel(17.28, 0.03, 0.105, 8.3, TRANSFERS, TRANSFER_MS);

    private PaperCluster() {}

    /** The same inferences in a cluster of another size with as many transfers for its size. */
    static ServiceModel modelOf(int instances) {
        return MODEL.withTransfers((int) Math.round((double) TRANSFERS * instances / EQUAL_RESOURCES));
    }
}
