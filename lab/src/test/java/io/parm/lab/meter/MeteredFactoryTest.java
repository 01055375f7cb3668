package io.parm.lab.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.Instance;
import io.parm.inference.InstanceFactory;
import io.parm.model.ModelFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class MeteredFactoryTest {

    private static final ModelFile MODEL = new ModelFile("model.pt", new int[] {1}, 1);
    private static final List<float[]> BATCH = List.of(new float[] {1}, new float[] {2});

    @Test
    void workIsSummedUpByPoolAcrossCopiesOfTheFactory() throws Exception {
        try (Meter meter = Meter.start()) {
            Instance deployed =
                    copy(new MeteredFactory(new Held.Factory(), meter)).open(MODEL, "deployed-0", 2, "cpu");
            Instance parity =
                    copy(new MeteredFactory(new Held.Factory(), meter)).open(MODEL, "parity-0", 2, "cpu");
            CompletableFuture<?> first = deployed.infer(BATCH).toCompletableFuture();
            assertThat(meter.read().deployed().inferences()).isZero();
            Held.end();
            parity.infer(BATCH.subList(0, 1));
            Held.fail();

            assertThat(first).isCompleted();
            assertThat(meter.read().deployed().inferences()).isEqualTo(2);
            assertThat(meter.read().deployed().busyNanos()).isPositive();
            assertThat(meter.read().parity().inferences()).isEqualTo(1);
        }
    }

    @Test
    void aClosedMeterTakesNoMore() {
        Meter meter = Meter.start();
        Instance instance = new MeteredFactory(new Held.Factory(), meter).open(MODEL, "deployed-0", 2, "cpu");
        CompletableFuture<?> outputs = instance.infer(BATCH).toCompletableFuture();
        meter.close();
        Held.end();

        assertThat(outputs).isCompleted();
    }

    @Test
    void costIsPerAnswerAndSinceAnEarlierReading() {
        Cost warm = new Cost(new Work(10, 5_000_000), new Work(0, 0));
        Cost end = new Cost(new Work(30, 45_000_000), new Work(10, 10_000_000));

        assertThat(end.since(warm).inferencesPer(20)).isEqualTo(1.5);
        assertThat(end.since(warm).instanceMsPer(20)).isEqualTo(2.5);
    }

    private static InstanceFactory copy(InstanceFactory factory) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(factory);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (InstanceFactory) in.readObject();
        }
    }

    /** An instance whose last call ends when the test says so. */
    private record Held(String name) implements Instance {

        private static CompletableFuture<List<float[]>> last;

        static void end() {
            last.complete(BATCH);
        }

        static void fail() {
            last.completeExceptionally(new IllegalStateException("scripted"));
        }

        @Override
        public CompletionStage<List<float[]>> infer(List<float[]> inputs, long remainingMs) {
            last = new CompletableFuture<>();
            return last;
        }

        @Override
        public void close() {
            // holds nothing
        }

        private static final class Factory implements InstanceFactory {

            private static final long serialVersionUID = 1L;

            @Override
            public Instance open(ModelFile model, String name, int batchMaxSize, String device) {
                return new Held(name);
            }
        }
    }
}
