package io.parm.training.data;

import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Lists folders that a user named, in an order that is the same on every machine. */
final class DataFiles {

    private DataFiles() {}

    /**
     * The files of a folder with one of some suffixes, by name.
     *
     * @param suffixes in lower case, with the dot; files may have them in any case
     */
    static List<Path> withSuffix(Path folder, String... suffixes) {
        return list(folder, file -> {
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            return Files.isRegularFile(file) && Stream.of(suffixes).anyMatch(name::endsWith);
        });
    }

    /** The folders in a folder, by name, without hidden ones. */
    static List<Path> folders(Path folder) {
        return list(
                folder,
                file -> Files.isDirectory(file)
                        && !file.getFileName().toString().startsWith("."));
    }

    private static List<Path> list(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw new UserError(folder + " cannot be read as a folder: " + e, e);
        }
    }
}
