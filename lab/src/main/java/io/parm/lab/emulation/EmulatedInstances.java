package io.parm.lab.emulation;

import io.parm.inference.Instance;
import io.parm.inference.InstanceFactory;
import io.parm.model.ModelFile;

/**
 * Instances that take their time and compute nothing, so that two cores carry a cluster: every output is zeros. Their times are those
 * of an {@link EmulatedCluster} in the same process.
 *
 * @param cluster whose instances they are
 * @param parityScale how many times the deployed model's base time an inference of a parity model takes
 * @param batchFactor what a further input of a batch adds to the base time, as a share of it
 */
public record EmulatedInstances(EmulatedCluster cluster, double parityScale, double batchFactor)
        implements InstanceFactory {

    private static final long serialVersionUID = 1L;

    @Override
    public Instance open(ModelFile model, String name, int batchMaxSize, String device) {
        return new EmulatedInstance(name, this, new float[model.outputSize()]);
    }

    long nextNanos(String instance, int batch, long nowNanos) {
        double scale = EmulatedCluster.isParity(instance) ? parityScale : 1;
        return cluster.nextNanos(instance, nowNanos, scale * (1 + (batch - 1) * batchFactor));
    }
}
