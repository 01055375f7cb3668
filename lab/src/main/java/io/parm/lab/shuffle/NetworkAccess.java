package io.parm.lab.shuffle;

import io.parm.model.UserError;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether this process may make namespaces and shape links. Stateless. */
public final class NetworkAccess {

    private static final String ROOT = "0";
    private static final String PROBE = NetworkCommands.NAMESPACE + "probe";

    private NetworkAccess() {}

    /** What is missing, for people; empty if nothing is. */
    public static Optional<String> missing() throws InterruptedException {
        String userId = HostCommand.run(List.of("id", "-u")).strip();
        Optional<String> missing = missing(userId, System.getenv().getOrDefault("PATH", ""));
        return missing.isPresent() ? missing : forbidden();
    }

    static Optional<String> missing(String userId, String path) {
        if (!userId.equals(ROOT)) {
            return Optional.of("it needs root, to make network namespaces");
        }
        return List.of("ip", "tc").stream()
                .filter(program -> !isOn(path, program))
                .findFirst()
                .map(program -> "it needs the program " + program + " (Debian package iproute2)");
    }

    /** Root in a container may lack the right. */
    private static Optional<String> forbidden() throws InterruptedException {
        try {
            HostCommand.run(List.of("ip", "netns", "add", PROBE));
            HostCommand.run(List.of("ip", "netns", "delete", PROBE));
            return Optional.empty();
        } catch (UserError e) {
            return Optional.of("network namespaces cannot be made here: " + e.getMessage());
        }
    }

    private static boolean isOn(String path, String program) {
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
