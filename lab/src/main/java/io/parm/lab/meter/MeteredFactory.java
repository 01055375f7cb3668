package io.parm.lab.meter;

import io.parm.inference.Instance;
import io.parm.inference.InstanceFactory;
import io.parm.model.ModelFile;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Opens another factory's instances and meters their work. */
public final class MeteredFactory implements InstanceFactory {

    private static final long serialVersionUID = 1L;

    private final InstanceFactory factory;
    private final Meter meter;

    /** @param meter of the process in which the instances are opened */
    public MeteredFactory(InstanceFactory factory, Meter meter) {
        this.factory = factory;
        this.meter = meter;
    }

    @Override
    public void probe(ModelFile model) {
        factory.probe(model);
    }

    @Override
    public Instance open(ModelFile model, String name, int batchMaxSize, String device) {
        return new Metered(factory.open(model, name, batchMaxSize, device), meter);
    }

    private record Metered(Instance instance, Meter meter) implements Instance {

        @Override
        public String name() {
            return instance.name();
        }

        @Override
        public CompletionStage<List<float[]>> infer(List<float[]> inputs, long remainingMs) {
            long beginNanos = System.nanoTime();
            return instance.infer(inputs, remainingMs)
                    .whenComplete((outputs, failure) ->
                            meter.add(instance.name(), inputs.size(), System.nanoTime() - beginNanos));
        }

        @Override
        public void close() {
            instance.close();
        }
    }
}
