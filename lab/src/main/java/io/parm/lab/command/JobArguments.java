package io.parm.lab.command;

import io.parm.job.config.SettingsFile;
import io.parm.lab.Home;
import io.parm.lab.local.Recommended;
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
                    "Settings of the job, which win over the cluster's own broker, checkpoints and model servers; the file is"
                            + " conf/job.yaml if none is given.")
    private List<String> arguments = new ArrayList<>();

    Optional<String> savepoint() {
        return Optional.ofNullable(savepoint);
    }

    boolean areGiven() {
        return savepoint != null || areSettingsGiven();
    }

    boolean areSettingsGiven() {
        return !arguments.isEmpty();
    }

    /**
     * The settings: of the file, or the recommended ones without any; of the light service if they name none.
     *
     * @throws UserError if the file cannot be read or one is no {@code key=value}
     */
    Map<String, String> settings() {
        boolean isFileGiven = !arguments.isEmpty() && !isSetting(arguments.get(0));
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "service",
                Home.directory().resolve("lab/services/fashion-mnist-light").toString());
        all.putAll(SettingsFile.read(isFileGiven ? Path.of(arguments.get(0)) : Recommended.jobSettings()));
        for (String argument : arguments.subList(isFileGiven ? 1 : 0, arguments.size())) {
            if (!isSetting(argument)) {
                throw new UserError("expected key=value but found " + argument);
            }
            int equals = argument.indexOf('=');
            all.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return all;
    }

    private static boolean isSetting(String argument) {
        return argument.indexOf('=') > 0;
    }
}
