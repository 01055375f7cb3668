package io.parm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.job.operator.GroupMark;
import io.parm.model.Service;
import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedundancyTest {

    private static final float[] QUERY = {1, 2, 3, 4};
    private static final float[] OUTPUT = {5, 6};

    @TempDir
    private Path folder;

    @Test
    void noneSendsNoParityQueries() throws IOException {
        Redundancy none = redundancy("none", 2);

        assertThat(none.code().k()).isEqualTo(1);
        assertThat(none.code().r()).isZero();
        assertThat(none.parityModels()).isEmpty();
    }

    @Test
    void replicaIsTheQueryItselfForTheDeployedModelWhateverTheServicesCode() throws IOException {
        Service service = TestService.write(folder, 2);
        Redundancy replicate = redundancy("replicate", 2);

        assertThat(replicate.code().k()).isEqualTo(1);
        assertThat(replicate.code().encoder().encode(new float[][] {QUERY}, 0)).containsExactly(QUERY);
        assertThat(replicate.code().parityOutput().decode(0, 1, new float[1][], new float[][] {OUTPUT}))
                .containsExactly(OUTPUT);
        assertThat(replicate.parityModels()).containsExactly(service.deployedModel());
    }

    @Test
    void hedgeIsReplicationWhoseParityQueriesAreHeld() throws IOException {
        Redundancy hedge = redundancy("hedge", 2);
        Redundancy replicate = redundancy("replicate", 2);

        assertThat(hedge.code().r()).isEqualTo(replicate.code().r());
        assertThat(hedge.parityModels()).isEqualTo(replicate.parityModels());
    }

    @Test
    void backupIsTheParityModelOfAServiceOfSingleQueries() throws IOException {
        Redundancy backup = redundancy("backup", 1);

        assertThat(backup.code().k()).isEqualTo(1);
        assertThat(backup.parityModels())
                .singleElement()
                .satisfies(model -> assertThat(model.path()).endsWith("parity-0.pt"));
    }

    @Test
    void backupByAParityModelOfGroupsIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> redundancy("backup", 2))
                .isInstanceOf(UserError.class)
                .hasMessage("strategy backup needs a service with k = 1 but " + folder
                        + " has k = 2: make one with ./parm train --deployed " + folder
                        + " --code stacking/per-slot --k 1, or use strategy parity");
    }

    @Test
    void parityIsTheServicesOwnCode() throws IOException {
        Redundancy parity = redundancy("parity", 2);

        assertThat(parity.code().k()).isEqualTo(2);
        assertThat(parity.partialGroups()).isTrue();
    }

    @Test
    void markOfTheGroupsIsThatOfTheCodeAndTheModelsThatTheStrategyUses() throws IOException {
        List<GroupMark> marks = new ArrayList<>();
        for (String strategy : List.of("none", "replicate", "parity")) {
            marks.add(redundancy(strategy, 2).mark());
        }
        marks.add(redundancy("parity", 3).mark());

        assertThat(marks).hasSize(4).doesNotHaveDuplicates();
        assertThat(marks).extracting(GroupMark::k).containsExactly(1, 1, 2, 3);
        assertThat(redundancy("parity", 2).mark()).isEqualTo(marks.get(2));
        assertThat(redundancy("hedge", 2).mark()).isEqualTo(marks.get(1));
    }

    private Redundancy redundancy(String strategy, int k) throws IOException {
        return Redundancy.of(BoundedJob.config(folder, Map.of("strategy", strategy)), TestService.write(folder, k));
    }
}
