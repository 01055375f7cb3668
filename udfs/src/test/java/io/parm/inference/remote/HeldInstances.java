package io.parm.inference.remote;

import io.parm.inference.Instance;
import io.parm.inference.InstanceFactory;
import io.parm.model.ModelFile;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Instances that answer with their inputs, at once or, when the test holds them, when it says so. */
public final class HeldInstances implements InstanceFactory {

    private static final long serialVersionUID = 1L;

    /** A batch that waits for the test. */
    public record Held(List<float[]> inputs, CompletableFuture<List<float[]>> outputs) {

        public void answer() {
            outputs.complete(inputs);
        }
    }

    private final transient BlockingQueue<Held> held = new LinkedBlockingQueue<>();
    private volatile boolean holding;

    /** From now on batches wait. */
    public void hold() {
        holding = true;
    }

    /** The next batch that an instance got while held; waits for it. */
    public Held next() {
        try {
            Held next = held.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no batch came");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Instance open(ModelFile model, String name, int batchMaxSize, String device) {
        return new Instance() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public CompletionStage<List<float[]>> infer(List<float[]> inputs, long remainingMs) {
                Held batch = new Held(inputs, new CompletableFuture<>());
                if (holding) {
                    held.add(batch);
                } else {
                    batch.answer();
                }
                return batch.outputs();
            }

            @Override
            public void close() {}
        };
    }
}
