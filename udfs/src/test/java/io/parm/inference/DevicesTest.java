package io.parm.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.util.cuda.CudaUtils;
import io.parm.model.ModelFile;
import io.parm.model.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevicesTest {

    @Test
    void namesAreCpuGpuAndOneGpu() {
        for (String name : List.of("cpu", "gpu", "gpu:0", "gpu:12")) {
            assertThat(Devices.check(name)).isEqualTo(name);
        }
        for (String name : List.of("", "cuda", "gpu:", "gpu:-1", "GPU", "cpu:0", "gpu:x")) {
            assertThatThrownBy(() -> Devices.check(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void instancesTakeTheSlotsGpusInTurn() {
        assertThat(List.of(0, 1, 2, 3))
                .extracting(i -> Devices.of("gpu", List.of(2, 5), i))
                .containsExactly("gpu:2", "gpu:5", "gpu:2", "gpu:5");
        assertThat(Devices.of("gpu", List.of(), 3)).isEqualTo("gpu:0");
        assertThat(Devices.of("gpu:7", List.of(2, 5), 1))
                .as("the one that is named")
                .isEqualTo("gpu:7");
        assertThat(Devices.of("cpu", List.of(2, 5), 1)).isEqualTo("cpu");
    }

    @Test
    void missingGpuIsOneSentenceThatNamesWhatIsNeeded() {
        assumeTrue(CudaUtils.getGpuCount() == 0, "there is a GPU here");
        assertThatCode(() -> LocalInstances.requireDevice("cpu")).doesNotThrowAnyException();
        assertThatThrownBy(() -> LocalInstances.requireDevice("gpu"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("PyTorch cannot use gpu:0 here: ")
                .hasMessageContaining("ai.djl.pytorch:pytorch-native-cu124")
                .hasMessageNotContaining("\n");
        ModelFile model = new ModelFile(Golden.file("affine.pt"), new int[] {4}, 3);
        assertThatThrownBy(() -> new LocalInstances().open(model, "deployed-0", 1, "gpu:3"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("gpu:3");
    }
}
