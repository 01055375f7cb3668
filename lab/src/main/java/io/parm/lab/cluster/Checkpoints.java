package io.parm.lab.cluster;

import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The checkpoints in a folder on this machine, as Flink lays them out: {@code job id/chk-n/_metadata}. */
public final class Checkpoints {

    private static final String METADATA = "_metadata";

    private Checkpoints() {}

    /**
     * The newest complete checkpoint of any job; empty if there is none.
     *
     * @param folder the checkpoint directory; need not exist
     * @throws UserError if the folder cannot be read
     */
    public static Optional<Path> newest(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try {
            List<Path> metadata = new ArrayList<>();
            for (Path job : entries(folder)) {
                entries(job).stream()
                        .map(checkpoint -> checkpoint.resolve(METADATA))
                        .filter(Files::isRegularFile)
                        .forEach(metadata::add);
            }
            return metadata.stream()
                    .max(Comparator.comparing(Checkpoints::modified))
                    .map(Path::getParent);
        } catch (IOException e) {
            throw new UserError("cannot read the checkpoints in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Names only: a job that runs deletes old checkpoints while they are looked at. */
    private static List<Path> entries(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private static long modified(Path file) {
        return file.toFile().lastModified();
    }
}
