package io.parm.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.job.ParmJob;
import io.parm.lab.endtoend.ChildJava;
import io.parm.lab.endtoend.WrongService;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WrongSettingsIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void parmRunRefusesInOneLine(WrongService wrong) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run", "--data=" + folder.resolve("data")));
        wrong.settings(folder).forEach(setting -> arguments.add("--set=" + setting));
        StringWriter said = new StringWriter();
        int exitCode = Parm.commandLine().setErr(new PrintWriter(said)).execute(arguments.toArray(String[]::new));

        assertThat(exitCode).isNotZero();
        isOneClearLine(said.toString(), wrong);
        assertThat(folder.resolve("data")).as("nothing was started").doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void theJobsMainRefusesInOneLine(WrongService wrong) throws Exception {
        Path settings = Files.writeString(folder.resolve("job.yaml"), "parallelism: 1\n");
        Path stderr = folder.resolve("stderr");
        List<String> program = new ArrayList<>(List.of(ParmJob.class.getName(), settings.toString()));
        program.add("kafka.bootstrap-servers=localhost:1");
        program.addAll(wrong.settings(folder));
        Process process = ChildJava.of("256m", ChildJava.classPath(), program)
                .redirectError(stderr.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(process.waitFor()).isNotZero();
        isOneClearLine(Files.readString(stderr), wrong);
    }

    private static void isOneClearLine(String said, WrongService wrong) {
        assertThat(said.lines()).as(said).hasSize(1);
        assertThat(said).startsWith("parm: ").contains(wrong.clue()).doesNotContain("Exception", "\tat ");
    }
}
