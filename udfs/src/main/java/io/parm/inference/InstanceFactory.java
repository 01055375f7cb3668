package io.parm.inference;

import io.parm.model.ModelFile;
import java.io.Serializable;

/** Opens the instances of a pool, on the machine that runs them. Serializable, because a Flink operator carries it there. */
public interface InstanceFactory extends Serializable {

    /**
     * Opens one instance and warms it up.
     *
     * @param model the model file to serve, with the shapes of its input and output
     * @param name the instance's name, for example {@code deployed-2}
     * @param batchMaxSize the largest batch the instance will be given
     * @param device {@code cpu} or {@code gpu:INDEX}
     * @throws IllegalStateException if the model cannot be loaded, or not there; the message names the file or the device
     */
    Instance open(ModelFile model, String name, int batchMaxSize, String device);

    /**
     * Finds out before a job starts whether a model can be served, as far as this machine can tell; nothing is kept.
     *
     * @throws io.parm.model.UserError if it cannot, in one sentence that names the file
     */
    default void probe(ModelFile model) {}
}
