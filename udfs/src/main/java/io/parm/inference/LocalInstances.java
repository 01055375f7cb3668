package io.parm.inference;

import io.parm.model.ModelFile;
import io.parm.model.UserError;
import java.util.List;

/**
 * Instances in this process, through DJL's PyTorch engine.
 *
 * <p>Its first use in a JVM sets libtorch up for many small instances: one intra-op thread each, since instances already run side by
 * side, and no graph optimiser, which would re-optimise for each new batch size. System properties already set win.
 */
public final class LocalInstances implements InstanceFactory {

    private static final long serialVersionUID = 1L;

    @Override
    public Instance open(ModelFile model, String name, int batchMaxSize, String device) {
        prepare();
        Devices.require(device);
        return DjlInstance.open(model, name, batchMaxSize, Devices.of(device));
    }

    /** On the CPU. */
    public Instance open(ModelFile model, String name, int batchMaxSize) {
        return open(model, name, batchMaxSize, Devices.CPU);
    }

    /**
     * Tries a device of this machine.
     *
     * @param setting a checked name; {@code gpu} without an index is the first
     * @throws UserError if PyTorch cannot use it here; the message says what is needed
     */
    public static void requireDevice(String setting) {
        prepare();
        Devices.require(Devices.of(setting, List.of(), 0));
    }

    private static void prepare() {
        setUnlessSet("ai.djl.offline", "true");
        setUnlessSet("ai.djl.pytorch.num_threads", "1");
        setUnlessSet("ai.djl.pytorch.num_interop_threads", "1");
        setUnlessSet("ai.djl.pytorch.graph_optimizer", "false");
    }

    /** Loads the model once and runs it on zeros. */
    @Override
    public void probe(ModelFile model) {
        try {
            open(model, "probe", 1).close();
        } catch (IllegalStateException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
