package io.parm.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {

    @TempDir
    private Path folder;

    @Test
    void aFileHoldsIt() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "hunter2\n");
        assertThat(Secret.at("key", "file:" + file).read()).isEqualTo("hunter2");
    }

    @Test
    void anEnvironmentVariableHoldsIt() {
        assertThat(Secret.at("key", "env:PATH").read()).isEqualTo(System.getenv("PATH"));
    }

    @Test
    void noneIsEmpty() {
        assertThat(Secret.at("key", "").isGiven()).isFalse();
        assertThat(Secret.at("key", "").read()).isEmpty();
    }

    @Test
    void aFileOrVariableThatIsNotThereIsNamed() {
        assertThatThrownBy(
                        () -> Secret.at("key", "file:" + folder.resolve("none")).read())
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("cannot read the secret in " + folder.resolve("none"));
        assertThatThrownBy(() -> Secret.at("key", "env:NO_SUCH_VARIABLE").read())
                .isInstanceOf(UserError.class)
                .hasMessage("there is no environment variable NO_SUCH_VARIABLE");
    }
}
