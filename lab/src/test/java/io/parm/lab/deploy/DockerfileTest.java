package io.parm.lab.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.command.InstanceCommand;
import io.parm.lab.deploy.Dockerfile.Instruction;
import io.parm.lab.deploy.Dockerfile.Stage;
import io.parm.serving.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code docker/Dockerfile} says what the build says. */
class DockerfileTest {

    private final Dockerfile file = Dockerfile.read();

    DockerfileTest() throws IOException {}

    @Test
    void flinkIsTheBuildsOnTheBuildsJava() throws IOException {
        String java = DeployFiles.property("maven.compiler.release");

        assertThat(file.stages().get("job").base())
                .isEqualTo("flink:" + DeployFiles.property("flink.version") + "-scala_2.12-java" + java);
        assertThat(file.stages().get("build").base()).endsWith("-eclipse-temurin-" + java);
        assertThat(file.stages().get("instance").base()).startsWith("eclipse-temurin:" + java + ".");
    }

    @Test
    void libtorchForGpusIsOfTheVersionAndFlavourThatTheBindingIsBuiltFor() throws IOException {
        String flavour = file.stages()
                .get("cuda")
                .all("ENV")
                .map(Instruction::text)
                .map(text -> text.replaceAll(".*PYTORCH_FLAVOR=cu(\\d+)(\\d).*", "$1.$2"))
                .findFirst()
                .orElseThrow();

        assertThat(file.stages().get("cuda").base())
                .startsWith("pytorch/pytorch:" + DeployFiles.property("pytorch.version") + "-cuda" + flavour + "-");
        assertThat(getClass().getResource("/jnilib/linux-x86_64/cu" + flavour.replace(".", "") + "/libdjl_torch.so"))
                .isNotNull();
    }

    @Test
    void everyImageOfOthersIsPinned() {
        List<String> bases = file.stages().values().stream()
                .map(Stage::base)
                .filter(base -> !file.stages().containsKey(base))
                .toList();

        assertThat(bases).hasSize(4).allMatch(Images::isPinned);
    }

    @ParameterizedTest
    @ValueSource(strings = {"job", "job-gpu", "instance", "instance-gpu", "lab"})
    void anImageIsNotRootsSaysWhatItIsAndHowItFares(String image) throws IOException {
        String labels = file.stages().get(image).last("LABEL").orElseThrow().text();

        assertThat(file.effective(image, "USER").orElseThrow().text()).isNotIn("root", "0");
        assertThat(file.effective(image, "HEALTHCHECK")).isPresent();
        assertThat(labels)
                .contains("image.title=\"", "image.description=\"", "image.licenses=\"Apache-2.0\"")
                .contains("image.version=\"${VERSION}\"", "image.revision=\"${REVISION}\"");
        assertThat(file.stages().get(image).all("ARG").map(Instruction::text))
                .contains("VERSION=" + DeployFiles.version());
    }

    @Test
    void whatIsCopiedIsThere() {
        int copied = 0;
        for (Stage stage : file.stages().values()) {
            for (Instruction copy : stage.all("COPY").toList()) {
                copied += isThere(copy) ? 1 : 0;
            }
        }

        assertThat(copied)
                .isEqualTo(file.stages().values().stream()
                        .mapToLong(stage -> stage.all("COPY").count())
                        .sum());
    }

    private boolean isThere(Instruction copy) {
        List<String> words = copy.words();
        String from = words.stream()
                .filter(word -> word.startsWith("--from="))
                .map(word -> word.substring("--from=".length()))
                .findFirst()
                .orElse(null);
        if (from != null) {
            return file.stages().containsKey(from);
        }
        return words.subList(0, words.size() - 1).stream()
                .filter(word -> !word.startsWith("--"))
                .map(word -> word.replace("${SERVICE}", "lab/services/fashion-mnist"))
                .allMatch(word -> Files.exists(Path.of("..").resolve(word)));
    }

    @Test
    void theJobsJarsLieWhereTheBuildLeavesThem() throws IOException {
        String pom = Files.readString(Path.of("../flink-job/pom.xml"));
        String copies = file.stages()
                .get("job")
                .all("COPY")
                .map(Instruction::text)
                .toList()
                .toString();

        assertThat(pom)
                .contains("<shadedClassifierName>job</shadedClassifierName>")
                .contains("<outputDirectory>${project.build.directory}/lib</outputDirectory>");
        assertThat(copies).contains("/parm/flink-job/target/flink-job-*-job.jar", "/parm/flink-job/target/lib/");
        assertThat(file.destination("job", "target/lib/")).isEqualTo("/opt/flink/lib/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"instance", "instance-gpu"})
    void aModelServerTakesItsArgumentsAndListensWhereItIsAsked(String image) {
        Stage stage = file.stages().get(image);
        List<String> entry = stage.last("ENTRYPOINT").orElseThrow().words();
        int command = entry.indexOf("instance");
        String service = file.destination("instance", "${SERVICE}").replaceAll("/$", "");

        new CommandLine(new InstanceCommand())
                .parseArgs(entry.subList(command + 1, entry.size()).toArray(String[]::new));
        assertThat(entry).startsWith("java").contains("@/opt/parm/java.args", "--service=" + service);
        assertThat(stage.last("EXPOSE").orElseThrow().words())
                .containsExactly("" + ServerOptions.DEFAULT_HTTP_PORT, "" + ServerOptions.DEFAULT_GRPC_PORT);
        assertThat(stage.last("HEALTHCHECK").orElseThrow().words())
                .startsWith("http-ok", "" + ServerOptions.DEFAULT_HTTP_PORT);
    }

    @Test
    void theLauncherKnowsTheClassPathFileThatTheImageIsMadeFrom() throws IOException {
        Pattern classPath = Pattern.compile("<outputFile>\\$\\{project.build.directory}/classpath.txt</outputFile>");

        assertThat(Files.readString(Path.of("pom.xml"))).containsPattern(classPath);
        assertThat(Files.readString(DeployFiles.FOLDER.resolve("instance-files")))
                .contains("<lab/target/classpath.txt", "io.parm.lab.Parm");
    }
}
