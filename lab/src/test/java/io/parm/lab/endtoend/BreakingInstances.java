package io.parm.lab.endtoend;

import io.parm.inference.Instance;
import io.parm.inference.InstanceFactory;
import io.parm.inference.LocalInstances;
import io.parm.model.ModelFile;
import java.util.concurrent.atomic.AtomicInteger;

/** Real instances, but one model cannot be opened the first times: the task fails, and with it the job. */
final class BreakingInstances implements InstanceFactory {

    private static final long serialVersionUID = 1L;

    /** Outlives the factory's copies, one per attempt. */
    private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();

    private final String name;

    /** @param name the instance that cannot be opened */
    BreakingInstances(String name, int failures) {
        this.name = name;
        FAILURES_LEFT.set(failures);
    }

    @Override
    public Instance open(ModelFile model, String instance, int batchMaxSize, String device) {
        if (instance.equals(name) && FAILURES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("injected: " + name + " does not open");
        }
        return new LocalInstances().open(model, instance, batchMaxSize, device);
    }
}
