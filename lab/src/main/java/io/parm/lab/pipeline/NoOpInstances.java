package io.parm.lab.pipeline;

import io.parm.inference.Instance;
import io.parm.inference.InstanceFactory;
import io.parm.model.ModelFile;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Instances that answer zeros at once, so that what is measured is the pipeline around them. */
public record NoOpInstances() implements InstanceFactory {

    @Override
    public Instance open(ModelFile model, String name, int batchMaxSize, String device) {
        return new NoOpInstance(name, new float[model.outputSize()]);
    }

    private static final class NoOpInstance implements Instance {

        private final String name;
        private final float[] output;

        /** @param output given out for every input; nobody writes to it */
        NoOpInstance(String name, float[] output) {
            this.name = name;
            this.output = output;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public CompletionStage<List<float[]>> infer(List<float[]> inputs, long remainingMs) {
            return CompletableFuture.completedFuture(Collections.nCopies(inputs.size(), output));
        }

        @Override
        public void close() {
            // There is no model.
        }
    }
}
