package io.parm.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/settings.md} says what the code does. */
class SettingsDocTest {

    private final String page;

    SettingsDocTest() throws IOException {
        page = Files.readString(Path.of("../docs/settings.md"));
    }

    @Test
    void theTableIsTheSettingsInTheirOrder() {
        List<String> rows = page.lines()
                .dropWhile(line -> !line.startsWith("| key |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        JobSettings.ALL.stream().map(SettingsDocTest::row).toList());
    }

    @Test
    void theExampleIsReadAndSetsEverything(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("job.yaml"), example());

        JobConfig config = JobConfig.of(SettingsFile.read(file));
        assertThat(config.kafka().queryTopics()).containsExactly("queries", "more-queries");
        assertThat(config.kafka().properties()).containsEntry("client.rack", "rack-1");
        assertThat(new TreeSet<>(SettingsFile.read(file).keySet()))
                .containsAll(JobSettings.ALL.stream().map(Setting::key).collect(Collectors.toSet()));
    }

    private static String row(Setting<?> setting) {
        String text = setting.defaultText();
        String byDefault = text == null ? " required " : text.isEmpty() ? " empty " : " `" + text + "` ";
        return "| `" + setting.key() + "` |" + byDefault + "| "
                + setting.bounds().replace("|", "\\|") + " | " + setting.meaning() + " |";
    }

    private String example() {
        Matcher block = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}
