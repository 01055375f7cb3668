package io.parm.lab.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.cluster.JavaCommand;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AwakeCoresTest {

    @Test
    void coresAreKeptAwakeUntilTheEnd() throws InterruptedException {
        AwakeCores cores = AwakeCores.start(2.5).orElseThrow();
        assertThat(cores.isAlive()).isTrue();
        assertThat(cores.sentence()).contains("by 2.5 ms or more");
        cores.close();
        while (cores.isAlive()) {
            Thread.sleep(1);
        }
    }

    @Test
    void whatKeepsThemAwakeEndsWithWhoeverStartedIt() throws IOException, InterruptedException {
        Process spin = new ProcessBuilder(JavaCommand.of(Spin.class, List.of(), List.of())).start();
        assertThat(spin.waitFor(100, TimeUnit.MILLISECONDS)).isFalse();
        spin.getOutputStream().close();
        assertThat(spin.waitFor()).isZero();
    }
}
