package io.parm.lab.command;

import io.parm.job.config.SettingsFile;
import io.parm.lab.Home;
import io.parm.model.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the packaged job is told, and what it goes on from. */
final class JobArguments {

    @Option(names = "--from", paramLabel = "SAVEPOINT", description = "A savepoint or checkpoint to go on from.")
    private String savepoint;

    @Parameters(
            arity = "0..*",
            paramLabel = "[job.yaml] [key=value]",
            description =
                    "Settings of the job, which win over the cluster's own broker, checkpoints and model servers.")
    private List<String> arguments = new ArrayList<>();

    Optional<String> savepoint() {
        return Optional.ofNullable(savepoint);
    }

    boolean areGiven() {
        return savepoint != null || !arguments.isEmpty();
    }

    /**
     * The settings, and the light service if they name none.
     *
     * @throws UserError if the file cannot be read or one is no {@code key=value}
     */
    Map<String, String> settings() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "service",
                Home.directory().resolve("lab/services/fashion-mnist-light").toString());
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                all.put(argument.substring(0, equals), argument.substring(equals + 1));
            } else if (argument.equals(arguments.get(0))) {
                all.putAll(SettingsFile.read(Path.of(argument)));
            } else {
                throw new UserError("expected key=value but found " + argument);
            }
        }
        return all;
    }
}
