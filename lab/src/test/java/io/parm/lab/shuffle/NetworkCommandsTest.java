package io.parm.lab.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkCommandsTest {

    private static final NetworkShape SHAPE = new NetworkShape(2, 1, 40, 150);

    private final List<String> up = NetworkCommands.up(SHAPE, new AddressPlan("10.213.4")).stream()
            .map(words -> String.join(" ", words))
            .toList();

    @Test
    void everyInstanceIsBehindASlowPortAndHasAFastCard() {
        assertThat(up)
                .hasSize(3 + 2 * 9)
                .contains(
                        "ip address add 10.213.4.1/24 dev parm-bridge",
                        "ip netns add parm-shuffle-1",
                        "ip link add parm-link-1 type veth peer name eth0 netns parm-shuffle-1",
                        "ip link set parm-link-1 master parm-bridge up",
                        "ip -n parm-shuffle-1 address add 10.213.4.11/24 dev eth0",
                        "tc qdisc add dev parm-link-1 root tbf rate 40mbit burst 32kb latency 150ms",
                        "tc -n parm-shuffle-1 qdisc add dev eth0 root tbf rate 400mbit burst 320kb latency 150ms");
    }

    /** Outside a namespace, that is; inside it everything is ours. Device names have at most 15 characters. */
    @Test
    void nothingElseOfTheHostIsNamed() {
        assertThat(up).allMatch(command -> command.contains("parm-"));
        assertThat(NetworkCommands.LINK + "99").hasSizeLessThanOrEqualTo(15);
    }

    @Test
    void onlyOursAreRemovedAndDevicesFirst() {
        String links = """
                1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue
                4: eth0: <BROADCAST,MULTICAST,UP> mtu 1400
                7: parm-bridge: <BROADCAST,MULTICAST,UP> mtu 1500
                9: parm-link-0@if8: <BROADCAST,MULTICAST,UP> mtu 1500 master parm-bridge
                """;
        String namespaces = """
                blue
                parm-shuffle-0 (id: 0)
                parm-shuffle-probe
                """;
        assertThat(NetworkCommands.down(links, namespaces).stream().map(words -> String.join(" ", words)))
                .containsExactly(
                        "ip link delete parm-bridge",
                        "ip link delete parm-link-0",
                        "ip netns delete parm-shuffle-0",
                        "ip netns delete parm-shuffle-probe");
        assertThat(NetworkCommands.down("", "")).isEmpty();
    }
}
