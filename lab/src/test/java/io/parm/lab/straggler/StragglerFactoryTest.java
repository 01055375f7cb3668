package io.parm.lab.straggler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.inference.Instance;
import io.parm.inference.InstanceFactory;
import io.parm.model.ModelFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class StragglerFactoryTest {

    private static final ModelFile MODEL = new ModelFile("model.pt", new int[] {2}, 2);
    private static final List<float[]> BATCH = List.of(new float[] {1, 2});

    @Test
    void aFactoryCarriedToAnotherOperatorSharesTheStartOfTheFirst() throws Exception {
        PlanStart start = PlanStart.pending();
        InstanceFactory factory =
                copy(new StragglerFactory(new TimedInstance.Factory(), StragglerPlan.parse("fail:deployed-*"), start));
        try (Instance first = factory.open(MODEL, "deployed-0", 1, "cpu");
                Instance second = factory.open(MODEL, "deployed-1", 1, "cpu")) {
            assertThat(first.infer(BATCH).toCompletableFuture().get()).isEqualTo(BATCH);
            start.begin(System.nanoTime());
            assertThatThrownBy(() -> first.infer(BATCH).toCompletableFuture().get())
                    .hasRootCauseMessage("deployed-0 failed: injected fault");
            assertThatThrownBy(() -> second.infer(BATCH).toCompletableFuture().get())
                    .hasRootCauseMessage("deployed-1 failed: injected fault");
        }
    }

    @Test
    void anInstanceThatThePlanDoesNotNameIsNotWrapped() {
        StragglerFactory factory = new StragglerFactory(
                new TimedInstance.Factory(), StragglerPlan.parse("hang:parity-*"), PlanStart.pending());
        try (Instance instance = factory.open(MODEL, "deployed-0", 1, "cpu")) {
            assertThat(instance).isInstanceOf(TimedInstance.class);
        }
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
}
