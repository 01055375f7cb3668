package io.parm.lab.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parm.model.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real namespaces, real links. Skipped where they cannot be made. */
class NamespaceNetworkIT {

    private static final NetworkShape SHAPE = new NetworkShape(2, 1, 100, 20);
    private static final long BYTES = 1_000_000;

    @TempDir
    private Path logs;

    @BeforeEach
    void beAllowed() throws InterruptedException {
        Optional<String> missing = NetworkAccess.missing();
        assumeTrue(missing.isEmpty(), () -> "skipped: " + missing.orElseThrow());
    }

    @Test
    void bytesGoThroughTheShapedLinksAndNothingIsLeftAtTheEnd() throws InterruptedException {
        try (NamespaceNetwork network = NamespaceNetwork.start(SHAPE);
                AgentProcess sender = agent(network, 0);
                AgentProcess receiver = agent(network, 1)) {
            assertThat(sender.send(receiver, BYTES).join()).isPositive();
            assertThat(receiver.send(sender, 1).join()).isPositive();
            assertThat(shapedBytes(NetworkCommands.LINK + 1)).isGreaterThan(BYTES);
            assertThatThrownBy(() -> NamespaceNetwork.start(SHAPE)).isInstanceOf(UserError.class);
        }
        assertThat(ours()).isEmpty();
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAtTheNextStart() throws InterruptedException {
        HostCommand.run(List.of("ip", "netns", "add", NetworkCommands.NAMESPACE + 7));
        HostCommand.run(List.of("ip", "link", "add", NetworkCommands.LINK + 7, "type", "veth"));
        NamespaceNetwork.start(SHAPE).close();
        assertThat(ours()).isEmpty();
    }

    @Test
    void aTransferToAnAgentThatDiedFails() throws InterruptedException {
        try (NamespaceNetwork network = NamespaceNetwork.start(SHAPE);
                AgentProcess sender = agent(network, 0);
                AgentProcess receiver = agent(network, 1)) {
            sender.send(receiver, 1).join();
            receiver.close();
            assertThatThrownBy(() -> sender.send(receiver, 100 * BYTES).join())
                    .hasMessageContaining(network.address(0));
        }
    }

    private AgentProcess agent(NamespaceNetwork network, int index) {
        return AgentProcess.start(network.inside(index), network.address(index), logs.resolve("agent-" + index));
    }

    /** What the queue in front of a link has let through. */
    private static long shapedBytes(String device) throws InterruptedException {
        String statistics = HostCommand.run(List.of("tc", "-s", "qdisc", "show", "dev", device));
        return Long.parseLong(statistics.replaceAll("(?s).*Sent (\\d+) bytes.*", "$1"));
    }

    private static List<List<String>> ours() throws InterruptedException {
        return NetworkCommands.down(
                HostCommand.run(List.of("ip", "-o", "link")), HostCommand.run(List.of("ip", "netns", "list")));
    }
}
