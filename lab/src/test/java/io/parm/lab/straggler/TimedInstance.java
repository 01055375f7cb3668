package io.parm.lab.straggler;

import io.parm.inference.Instance;
import io.parm.inference.InstanceFactory;
import io.parm.model.ModelFile;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** An instance whose calls take a fixed time and return their inputs. */
record TimedInstance(String name, long ownMs, Later later) implements Instance {

    @Override
    public CompletionStage<List<float[]>> infer(List<float[]> inputs, long remainingMs) {
        CompletableFuture<List<float[]>> outputs = new CompletableFuture<>();
        later.run(() -> outputs.complete(inputs), TimeUnit.MILLISECONDS.toNanos(ownMs));
        return outputs;
    }

    @Override
    public void close() {}

    /** Opens instances that answer at once, in real time. */
    static final class Factory implements InstanceFactory {

        private static final long serialVersionUID = 1L;

        @Override
        public Instance open(ModelFile model, String name, int batchMaxSize, String device) {
            return new TimedInstance(name, 0, Later.real());
        }
    }
}
