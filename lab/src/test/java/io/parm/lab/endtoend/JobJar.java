package io.parm.lab.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the module before this one in the build makes for {@code flink run}. */
final class JobJar {

    private JobJar() {}

    /** @throws AssertionError if it was not made */
    static Path path() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../flink-job/target"))) {
            return files.filter(file -> file.toString().endsWith("-job.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no job jar: run mvn package"));
        }
    }
}
