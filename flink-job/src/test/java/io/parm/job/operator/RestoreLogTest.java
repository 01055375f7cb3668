package io.parm.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RestoreLogTest {

    private static final GroupMark OWN = new GroupMark(2, "k2-22222222-");

    @Test
    void aSentenceSaysWhoseGroupsTheyAreAndHowMany() {
        assertThat(RestoreLog.sentence(List.of("k3-11111111-a-0", "k3-11111111-a-1", "old-7"), OWN))
                .isEqualTo("the state is of another service (k3-11111111, unmarked; this is k2-22222222): "
                        + "3 groups that were open when it was taken are answered without reconstruction");
        assertThat(RestoreLog.sentence(List.of("k3-11111111-a-0"), OWN))
                .endsWith(": 1 group that was open when it was taken is answered without reconstruction");
    }
}
