package io.parm.lab.straggler;

import io.parm.inference.Instance;
import io.parm.inference.InstanceFactory;
import io.parm.model.ModelFile;

/** Opens another factory's instances and makes those that the plan names misbehave. */
public final class StragglerFactory implements InstanceFactory {

    private static final long serialVersionUID = 1L;

    private final InstanceFactory factory;
    private final StragglerPlan plan;
    private final PlanStart start;

    /** @param start when the plan's times begin to count; the instances must be opened in the process that begins it */
    public StragglerFactory(InstanceFactory factory, StragglerPlan plan, PlanStart start) {
        this.factory = factory;
        this.plan = plan;
        this.start = start;
    }

    @Override
    public void probe(ModelFile model) {
        factory.probe(model);
    }

    @Override
    public Instance open(ModelFile model, String name, int batchMaxSize, String device) {
        Instance instance = factory.open(model, name, batchMaxSize, device);
        return plan.faultsOf(name).isEmpty() ? instance : new StragglingInstance(instance, plan, start, Later.real());
    }
}
