package io.parm.lab.local;

import io.parm.model.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a Flink installation's {@code lib} folder holds, put together from the Maven artifacts on this process's class path and the
 * bundle of DJL and libtorch that the build made. Nothing of this project is in it: that comes with the job jar.
 */
final class FlinkLib {

    private static final List<String> FLINK = List.of(
            "/org/apache/flink/",
            "/org/apache/commons/",
            "/commons-",
            "/org/slf4j/",
            "/org/apache/logging/",
            "/com/esotericsoftware/",
            "/org/objenesis/",
            "/org/snakeyaml/",
            "/org/javassist/",
            "/org/xerial/snappy/",
            "/at/yawk/lz4/");

    /** Flink's, but no part of its distribution. */
    private static final List<String> NOT_FLINK = List.of(
            "flink-connector-kafka",
            "flink-connector-base",
            "flink-test-utils",
            "flink-state-processor",
            "-tests.jar",
            "/org/apache/flink/flink-table");

    private FlinkLib() {}

    /**
     * The class path of Flink's processes.
     *
     * @param home the checkout
     * @throws UserError if the bundle was not built
     */
    static String classPath(Path home) {
        List<String> jars = new ArrayList<>();
        for (String entry : classPathHere()) {
            if (FLINK.stream().anyMatch(entry::contains) && NOT_FLINK.stream().noneMatch(entry::contains)) {
                jars.add(entry);
            }
        }
        bundle(home).stream().map(Path::toString).forEach(jars::add);
        return String.join(File.pathSeparator, jars);
    }

    /**
     * The job jar that the build made.
     *
     * @throws UserError if it was not built
     */
    static Path jobJar(Path home) {
        return files(home.resolve("flink-job/target"), "-job.jar").get(0);
    }

    private static List<Path> bundle(Path home) {
        return files(home.resolve("flink-job/target/lib"), ".jar");
    }

    private static List<Path> files(Path folder, String ending) {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> found = files.filter(file -> file.toString().endsWith(ending))
                        .sorted()
                        .toList();
                if (!found.isEmpty()) {
                    return found;
                }
            } catch (IOException e) {
                throw new UserError("cannot read " + folder + ": " + e.getMessage(), e);
            }
        }
        throw new UserError("there is no *" + ending + " in " + folder + ": run mvn package -DskipTests");
    }

    private static List<String> classPathHere() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.asList(path.split(File.pathSeparator));
    }
}
