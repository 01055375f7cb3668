package io.parm.lab.cluster;

import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The checkpoints in a folder on this machine, as Flink lays them out: {@code job id/chk-n/_metadata}. */
public final class Checkpoints {

    private static final int METADATA_DEPTH = 3;

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
        try (Stream<Path> paths = Files.find(
                folder,
                METADATA_DEPTH,
                (path, attributes) -> path.getFileName().toString().equals("_metadata"))) {
            return paths.max(Comparator.comparing(Checkpoints::modified)).map(Path::getParent);
        } catch (IOException e) {
            throw new UserError("cannot read the checkpoints in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static long modified(Path file) {
        return file.toFile().lastModified();
    }
}
