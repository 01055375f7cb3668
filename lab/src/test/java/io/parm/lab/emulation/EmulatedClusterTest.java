package io.parm.lab.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ParityOutput;
import io.parm.inference.Instance;
import io.parm.model.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatedClusterTest {

    private static final ServiceModel STEADY = new ServiceModel(2, 0, 0, 0, 0, 1);
    private static final double NANOS_PER_MS = 1e6;

    @TempDir
    private Path folder;

    @Test
    void parityInstancesComeAfterTheDeployedOnesAndMayBeSlower() {
        try (EmulatedCluster cluster = EmulatedCluster.start(STEADY, 3, 2, 1)) {
            EmulatedInstances instances = new EmulatedInstances(cluster, 0.5, 0.25);
            assertThat(instances.nextNanos("deployed-2", 1, 0) / NANOS_PER_MS).isEqualTo(2);
            assertThat(instances.nextNanos("parity-1", 1, 0) / NANOS_PER_MS).isEqualTo(1);
            assertThat(instances.nextNanos("deployed-0", 3, 0) / NANOS_PER_MS).isEqualTo(3);
        }
    }

    @Test
    void everyInstanceHasItsPlaceAmongTheTransfers() {
        ServiceModel moving = new ServiceModel(1, 0, 1, 5, 1, 1e9);
        try (EmulatedCluster cluster = EmulatedCluster.start(moving, 3, 2, 1)) {
            long slowed = List.of("deployed-0", "deployed-1", "deployed-2", "parity-0", "parity-1").stream()
                    .filter(name -> cluster.nextNanos(name, System.nanoTime(), 1) > NANOS_PER_MS)
                    .count();
            assertThat(slowed).as("one transfer has two ends").isEqualTo(2);
        }
    }

    @Test
    void anInferenceIsAnsweredWithAnOutputForEachInput() throws Exception {
        Service service = EmulatedService.write(
                folder, new int[] {1, 2, 2}, 7, new CodeSpec(Encoder.Kind.STACKING, ParityOutput.Kind.PER_SLOT, 2, 1));
        try (EmulatedCluster cluster = EmulatedCluster.start(STEADY, 1, 1, 1)) {
            Instance instance = new EmulatedInstances(cluster, 1, 1)
                    .open(service.parityModels().get(0), "parity-0", 2, "cpu");
            List<float[]> outputs = instance.infer(List.of(new float[8], new float[8]))
                    .toCompletableFuture()
                    .get(1, TimeUnit.MINUTES);
            assertThat(outputs).containsExactly(new float[14], new float[14]);
        }
    }

    @Test
    void aServiceProtectsIncompleteGroupsWhereItsCodeCan() {
        CodeSpec sum = new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, 2, 2);
        Service service = EmulatedService.write(folder, new int[] {1, 2, 2}, 7, sum);
        assertThat(service.manifest().code().partialGroups()).isFalse();
        assertThat(service.parityModels()).hasSize(2);
        CodeSpec perSlot = new CodeSpec(Encoder.Kind.STACKING, ParityOutput.Kind.PER_SLOT, 3, 1);
        assertThat(EmulatedService.write(folder, new int[] {1, 2, 2}, 7, perSlot)
                        .manifest()
                        .code()
                        .partialGroups())
                .isTrue();
    }

    @Test
    void aClosedClusterSaysSo() {
        EmulatedCluster cluster = EmulatedCluster.start(STEADY, 1, 0, 1);
        cluster.close();
        assertThatThrownBy(() -> cluster.nextNanos("deployed-0", 0, 1))
                .isNotInstanceOf(CompletionException.class)
                .hasMessageContaining("closed");
    }
}
