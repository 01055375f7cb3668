package io.parm.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.training.data.TaskSource;
import io.parm.training.data.Tasks;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DataCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void listTellsOfEveryTask() {
        assertThat(execute("list")).isZero();
        for (TaskSource task : Tasks.ALL) {
            assertThat(out.toString()).contains(task.name(), task.summary());
        }
        assertThat(out.toString()).contains("./parm data fetch", "--data");
    }

    @Test
    void aTaskWithoutAPackageSaysWhereItsDataComesFrom() {
        assertThat(execute("fetch", "speech")).isEqualTo(1);
        assertThat(err.toString()).contains("Free Spoken Digit Dataset", "--data");
    }

    @Test
    void anUnknownTaskIsNamed() {
        assertThat(execute("fetch", "poems")).isEqualTo(1);
        assertThat(err.toString()).contains("--task must be one of fashion-mnist, mnist", "but was poems");
    }

    private int execute(String... arguments) {
        return new CommandLine(new DataCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(arguments);
    }
}
