package io.parm.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The experiment at a load that any machine bears. What it says of latency is not asserted: that is for a machine of its own. */
class InstanceFaultsIT {

    @BeforeAll
    static void beHere(@TempDir Path data) {
        System.setProperty(
                Home.DIRECTORY_PROPERTY, Path.of("..").toAbsolutePath().toString());
        System.setProperty(Home.DATA_PROPERTY, data.toString());
    }

    @AfterAll
    static void beAnywhere() {
        System.clearProperty(Home.DIRECTORY_PROPERTY);
        System.clearProperty(Home.DATA_PROPERTY);
    }

    @Test
    void serversAreKilledStoppedAndMovedAndEveryQueryIsAnsweredOnceWithoutARestart() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Parm.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("bench", "instance-faults", "--rate=20", "--seconds=45");

        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains(
                        "held: every query was answered once",
                        "held: no restart of the job: 0",
                        "held: what came back served again");
    }
}
