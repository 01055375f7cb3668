package io.parm.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.Parm;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceProcessTest {

    @Test
    void aServersCommandEntersItsPlaceAndTakesItsHeap() {
        InstanceProcess.Place place =
                new InstanceProcess.Place(List.of("ip", "netns", "exec", "blue"), "10.213.0.10", List.of("-Xmx128m"));
        List<String> command = InstanceProcess.command(place, Parm.class, List.of("--service=here"));
        assertThat(command)
                .startsWith("ip", "netns", "exec", "blue")
                .endsWith(
                        Parm.class.getName(),
                        "instance",
                        "--host=10.213.0.10",
                        "--service=here",
                        "--grpc-port=0",
                        "--http-port=0")
                .containsSequence("-Xmx128m");
        assertThat(command.get(4)).endsWith("java");
    }
}
