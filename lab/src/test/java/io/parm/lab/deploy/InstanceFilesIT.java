package io.parm.lab.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the Dockerfile gathers for a model server, from the packaged build: nothing else is on the class path. */
@Timeout(180)
class InstanceFilesIT {

    private static final Path SERVICE = Path.of("services/fashion-mnist").toAbsolutePath();

    @Test
    void theCommandRunsFromWhatIsGathered(@TempDir Path home) throws Exception {
        String gather = DeployFiles.FOLDER.resolve("instance-files").toString();
        assertThat(said(0, gather, home.toString(), home.toString())).isEmpty();

        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        List<String> command = new ArrayList<>(
                List.of(java, "-Xmx256m", "@" + home.resolve("java.args"), "instance", "--service=" + SERVICE));
        command.add("--model=parity-7");
        assertThat(said(1, command.toArray(String[]::new)))
                .contains("--model must be one of deployed, parity-0 but was parity-7");
    }

    private static String said(int exitCode, String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isEqualTo(exitCode);
        return said;
    }
}
