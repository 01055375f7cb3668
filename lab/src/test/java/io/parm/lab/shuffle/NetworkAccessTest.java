package io.parm.lab.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkAccessTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertThat(NetworkAccess.missing("1000", path()))
                .hasValueSatisfying(missing -> assertThat(missing).contains("root"));
        assertThat(NetworkAccess.missing("0", path()))
                .hasValueSatisfying(missing -> assertThat(missing).contains("program ip ", "iproute2"));
        install("ip");
        assertThat(NetworkAccess.missing("0", path()))
                .hasValueSatisfying(missing -> assertThat(missing).contains("program tc ", "iproute2"));
        install("tc");
        assertThat(NetworkAccess.missing("0", path())).isEmpty();
    }

    private String path() {
        return "/nowhere:" + folder;
    }

    private void install(String program) throws IOException {
        assertThat(Files.createFile(folder.resolve(program)).toFile().setExecutable(true))
                .isTrue();
    }
}
