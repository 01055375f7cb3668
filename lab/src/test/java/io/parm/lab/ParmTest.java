package io.parm.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.model.UserError;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class ParmTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aUsersErrorIsOneLineAndExitCodeOne() {
        assertThat(execute("failing", "--mend")).isEqualTo(1);
        assertThat(err).hasToString("parm: k must be 2..16 but was 1" + System.lineSeparator());
    }

    @Test
    void anUnexpectedFailureIsOneLineThatNamesTheLog() {
        assertThat(execute("failing")).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString())
                .startsWith("parm: IllegalStateException: first line second line (details in ")
                .contains("parm.log");
    }

    @Test
    void aMistakeOnTheCommandLineIsOneLineAndExitCodeTwo() {
        assertThat(execute("failing", "--mnd")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("--mnd").contains("(see parm failing --help)");
    }

    @Test
    void anUnknownCommandIsAMistake() {
        assertThat(execute("no-such-command")).isEqualTo(2);
        assertThat(err.toString()).contains("no-such-command").contains("(see parm --help)");
    }

    @Test
    void helpIsNoMistake() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString()).contains("Usage: parm");
        assertThat(err.toString()).isEmpty();
    }

    private int execute(String... args) {
        CommandLine parm = Parm.commandLine().addSubcommand("failing", new Failing());
        return parm.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
    }

    @Command(name = "failing")
    static final class Failing implements Runnable {

        @Option(names = "--mend")
        private boolean mend;

        @Override
        public void run() {
            if (mend) {
                throw new UserError("k must be 2..16 but was 1");
            }
            throw new IllegalStateException("first line\n   second line");
        }
    }
}
