package io.parm.lab.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.model.UserError;
import org.junit.jupiter.api.Test;

class AddressPlanTest {

    @Test
    void theFirstNetworkIsTakenWhereNothingIsInTheWay() {
        AddressPlan plan = AddressPlan.free("""
                inet 127.0.0.1/8 scope host lo
                inet 192.0.2.2/24 brd 192.0.2.255 scope global eth0
                default via 192.0.2.1 dev eth0
                0.0.0.0/0 dev eth0
                """);
        assertThat(plan.host()).isEqualTo("10.213.0.1");
        assertThat(plan.instance(0)).isEqualTo("10.213.0.10");
        assertThat(plan.instance(5)).isEqualTo("10.213.0.15");
    }

    @Test
    void networksInUseArePassedOver() {
        assertThat(AddressPlan.free("10.213.0.7 dev eth0").network()).isEqualTo("10.213.1");
        assertThat(AddressPlan.free("10.213.0.0/23 dev eth0").network()).isEqualTo("10.213.2");
        assertThat(AddressPlan.free("10.213.0.128/25 dev a\n10.213.1.0/24 dev b")
                        .network())
                .isEqualTo("10.213.2");
        assertThat(AddressPlan.free("10.212.0.0/16 dev eth0").network()).isEqualTo("10.213.0");
    }

    @Test
    void aMachineThatUsesAllOfThemIsRefused() {
        assertThatThrownBy(() -> AddressPlan.free("10.0.0.0/8 dev eth0"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("10.213.0.0/16");
    }
}
