package io.parm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptTest {

    private static final int BYTES = 4_000_000;
    private static final int WRITES = 100;

    @TempDir
    private Path folder;

    @Test
    void aFileIsTheOldOneOrTheNewOneWhileItIsWrittenAgain() throws IOException {
        Path file = folder.resolve("network.pt");
        write(file, 0);
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int content = 1; content <= WRITES; content++) {
                write(file, content);
            }
        });
        while (!writing.isDone()) {
            byte[] seen = Files.readAllBytes(file);
            assertThat(seen).isEqualTo(filled(seen[0]));
        }
        writing.join();
        assertThat(Files.readAllBytes(file)).isEqualTo(filled(WRITES));
    }

    @Test
    void aFileThatCannotBeWrittenAgainIsTheOldOne() {
        Path file = folder.resolve("network.pt");
        write(file, 1);
        assertThatThrownBy(() -> Attempt.write(file, partial -> {
                    Files.write(partial, new byte[1]);
                    throw new IOException("the disk is full");
                }))
                .hasMessage("the disk is full");
        assertThat(file).hasBinaryContent(filled(1));
    }

    private static void write(Path file, int content) {
        try {
            Attempt.write(file, partial -> Files.write(partial, filled(content)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] filled(int content) {
        byte[] bytes = new byte[BYTES];
        Arrays.fill(bytes, (byte) content);
        return bytes;
    }
}
