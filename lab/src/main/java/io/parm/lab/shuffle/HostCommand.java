package io.parm.lab.shuffle;

import io.parm.model.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs short programs of this machine. Stateless. */
final class HostCommand {

    private HostCommand() {}

    /**
     * Runs a program to its end.
     *
     * @return what it printed
     * @throws UserError if it cannot be started or says that it failed; with what it printed
     */
    static String run(List<String> command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new UserError(
                        "'%s' failed with status %d: %s".formatted(String.join(" ", command), status, printed.strip()));
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.get(0), e);
        }
    }
}
