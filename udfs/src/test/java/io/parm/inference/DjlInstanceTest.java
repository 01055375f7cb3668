package io.parm.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.parm.model.ModelFile;
import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DjlInstanceTest extends InstanceContract {

    private static final int[] SHAPE = {1, 2, 2};

    @Override
    Instance open() {
        return new LocalInstances().open(new ModelFile(Golden.file("affine.pt"), SHAPE, 3), "deployed-0", 8);
    }

    @Test
    void outputsAreThoseOfPython() {
        try (Instance instance = open()) {
            for (float[][] example : Golden.affineExamples()) {
                List<float[]> outputs = instance.infer(List.of(example[0]))
                        .toCompletableFuture()
                        .join();
                assertThat(outputs.get(0)).containsExactly(example[1], within(1e-5f));
            }
        }
    }

    @Test
    void wrongInputFailsTheBatchAndNotTheInstance() {
        try (Instance instance = open()) {
            assertThatThrownBy(() -> instance.infer(List.of(new float[3]))
                            .toCompletableFuture()
                            .join())
                    .hasMessageContaining("size is: 4, but buffer size is: 3");
            assertThat(instance.infer(List.of(new float[4]))
                            .toCompletableFuture()
                            .join())
                    .hasSize(1);
        }
    }

    @Test
    void warmingUpForLargeBatchesRunsFewSizes() {
        assertThat(DjlInstance.warmUpSizes(1)).containsExactly(1);
        assertThat(DjlInstance.warmUpSizes(8)).containsExactly(1, 2, 4, 8);
        assertThat(DjlInstance.warmUpSizes(100)).containsExactly(1, 2, 4, 8, 16, 32, 64, 100);
    }

    @Test
    void modelThatPutsOutAnotherSizeIsRefusedWhenItIsProbed() {
        assertThatThrownBy(() -> new LocalInstances().probe(new ModelFile(Golden.file("affine.pt"), SHAPE, 10)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("affine.pt")
                .hasMessageContaining("put out 3 floats instead of 10");
    }

    @Test
    void modelThatTakesAnotherShapeIsRefusedWhenItIsProbed() {
        assertThatThrownBy(() -> new LocalInstances().probe(new ModelFile(Golden.file("affine.pt"), new int[] {5}, 3)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("affine.pt cannot be served");
    }

    @Test
    void fileThatIsNoModelIsRefusedWhenItIsProbed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("model.pt"), "not a model");

        assertThatThrownBy(() -> new LocalInstances().probe(new ModelFile(file.toString(), SHAPE, 3)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no TorchScript model");
    }
}
