package io.parm.lab.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parm.model.Service;
import io.parm.model.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateCommandTest {

    private static final String DATA =
            Path.of("..", "parity-training", "data", "fashion-mnist").toString();
    private static final Path SHIPPED = Path.of("services", "fashion-mnist");

    @TempDir
    private Path folder;

    @Test
    void figuresForMachinesBeginWithTheAgreedKeysAndThePageIsThere() throws IOException {
        Path json = folder.resolve("figures.json");
        Path page = folder.resolve("pages").resolve("page.html");
        String manifest = Files.readString(SHIPPED.resolve("service.yaml"));
        String console = run(
                "--service",
                SHIPPED.toString(),
                "--data",
                DATA,
                "--json",
                json.toString(),
                "--report",
                page.toString());

        JsonNode figures = new ObjectMapper().readTree(json.toFile());
        List<String> keys = new ArrayList<>();
        figures.fieldNames().forEachRemaining(keys::add);
        assertThat(keys)
                .startsWith(
                        "task",
                        "code",
                        "k",
                        "r",
                        "accuracyDeployed",
                        "accuracyDegraded",
                        "accuracyDegradedByMissing",
                        "testSamples",
                        "inferenceMsDeployed",
                        "inferenceMsParity");
        assertThat(figures.path("task").asText()).isEqualTo("fashion-mnist");
        assertThat(figures.path("code").asText()).isEqualTo("concatenation/per-slot");
        assertThat(figures.path("accuracyDegradedByMissing")).hasSize(2);
        assertThat(figures.path("testSamples").asInt()).isEqualTo(1000);
        assertThat(figures.path("accuracyDegraded").asDouble()).isBetween(0.85, 1.0);
        assertThat(figures.path("top5").path("accuracyDegraded").isNull()).isTrue();
        assertThat(page).content().contains("<!DOCTYPE html>", "Ankle boot", "data:image/png;base64,");
        assertThat(console).contains("deployed  ", "degraded  ", page.toString());
        assertThat(SHIPPED.resolve("service.yaml")).hasContent(manifest);
    }

    @Test
    void figuresAreWrittenIntoTheServiceWhenAsked() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        for (String file : List.of("service.yaml", "deployed.pt", "parity-0.pt")) {
            Files.copy(SHIPPED.resolve(file), copy.resolve(file));
        }
        String page = folder.resolve("page.html").toString();
        run("--service", copy.toString(), "--data", DATA, "--report", page, "--write");
        assertThat(Service.read(copy).manifest().evaluation())
                .containsEntry("reconstructions", 1000)
                .containsKeys(
                        "accuracy-deployed",
                        "accuracy-reconstructed",
                        "agreement",
                        "accuracy-reconstructed-1-of-group",
                        "accuracy-reconstructed-interval",
                        "accuracy-reconstructed-2-missing",
                        "inference-ms-deployed",
                        "inference-ms-parity",
                        "inference-ratio");
    }

    @Test
    void aFolderWithoutAServiceIsNamed() {
        assertThatThrownBy(() -> run("--service", folder.toString()))
                .isInstanceOf(UserError.class)
                .hasMessage("no service at " + folder + ": service.yaml is missing");
    }

    @Test
    void aTaskOfAnotherShapeIsRefusedWithBothShapes() {
        assertThatThrownBy(() -> run("--service", SHIPPED.toString(), "--task", "localisation", "--data", DATA))
                .isInstanceOf(UserError.class)
                .hasMessage(SHIPPED + " takes inputs of 1x28x28 but those of localisation are 1x64x64");
    }

    private static String run(String... arguments) throws IOException {
        StringWriter console = new StringWriter();
        EvaluateCommand evaluate = new EvaluateCommand();
        new CommandLine(evaluate).setOut(new PrintWriter(console)).parseArgs(arguments);
        evaluate.call();
        return console.toString();
    }
}
