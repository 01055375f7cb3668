package io.parm.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class JobArgumentsTest {

    @TempDir
    Path folder;

    @BeforeEach
    void beHere() {
        System.setProperty(Home.DIRECTORY_PROPERTY, "..");
    }

    @AfterEach
    void beAnywhere() {
        System.clearProperty(Home.DIRECTORY_PROPERTY);
    }

    @Test
    void withoutAFileTheRecommendedSettingsAreTakenAndWhatIsGivenWins() {
        Map<String, String> settings = settings("parallelism=3", "answer.deadline=5 s");

        assertThat(settings)
                .containsEntry("parallelism", "3")
                .containsEntry("answer.deadline", "5 s")
                .containsEntry("deployed.slots", "shared")
                .hasEntrySatisfying("service", service -> assertThat(service).endsWith("fashion-mnist-light"));
    }

    @Test
    void aFileIsTakenInPlaceOfTheRecommendedSettings() throws IOException {
        Path file = Files.writeString(folder.resolve("job.yaml"), "service: mine\ndeployed.instances: 4\n");

        assertThat(settings(file.toString(), "deployed.instances=1"))
                .isEqualTo(Map.of("service", "mine", "deployed.instances", "1"));
    }

    private static Map<String, String> settings(String... arguments) {
        return CommandLine.populateCommand(new JobArguments(), arguments).settings();
    }
}
