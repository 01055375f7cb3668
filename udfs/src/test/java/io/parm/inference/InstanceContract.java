package io.parm.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every instance must do, the test's own one included. The model is {@link Golden#affine}. */
abstract class InstanceContract {

    abstract Instance open();

    @Test
    void outputsComeInTheOrderOfTheInputsForEveryBatchSize() {
        Random random = new Random(3);
        int batches = 0;
        try (Instance instance = open()) {
            for (int size : List.of(1, 2, 5, 3, 8, 1)) {
                batches++;
                List<float[]> inputs = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    inputs.add(
                            new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat(), -random.nextFloat()
                            });
                }
                checkBatch(inputs, instance.infer(inputs).toCompletableFuture().join());
            }
        }
        assertThat(batches).isEqualTo(6);
    }

    @Test
    void inputsAreNotWrittenTo() {
        float[] input = {1, 2, 3, 4};
        try (Instance instance = open()) {
            instance.infer(List.of(input)).toCompletableFuture().join();
        }
        assertThat(input).containsExactly(1, 2, 3, 4);
    }

    private static void checkBatch(List<float[]> inputs, List<float[]> outputs) {
        assertThat(outputs).hasSameSizeAs(inputs);
        for (int i = 0; i < inputs.size(); i++) {
            assertThat(outputs.get(i)).containsExactly(Golden.affine(inputs.get(i)), within(1e-5f));
        }
    }
}
