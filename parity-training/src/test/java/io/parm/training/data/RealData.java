package io.parm.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whole data sets, for tests that are skipped where the sets are not. */
final class RealData {

    private RealData() {}

    /** A set that {@code parm data fetch} brought here. */
    static Path fetched(String set) {
        String data = System.getenv()
                .getOrDefault("PARM_DATA", Path.of("..", "parm-data").toString());
        Path folder = new DataFolders(Path.of(".."), Path.of(data)).fetched(set);
        assumeTrue(Files.isDirectory(folder), set + " is not in " + folder + ": ./parm data fetch " + set);
        return folder;
    }

    /** The content of an archive in the folder that the environment variable {@code PARM_TEST_DATA} names. */
    static Path unpacked(String archive, Path target) throws IOException, InterruptedException {
        Map<String, String> environment = System.getenv();
        assumeTrue(environment.containsKey("PARM_TEST_DATA"), "PARM_TEST_DATA names no folder with " + archive);
        Path file = Path.of(environment.get("PARM_TEST_DATA")).resolve(archive);
        assumeTrue(Files.isRegularFile(file), "there is no " + file);
        Process tar = new ProcessBuilder("tar", "xzf", file.toAbsolutePath().toString())
                .directory(target.toFile())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        return target;
    }
}
