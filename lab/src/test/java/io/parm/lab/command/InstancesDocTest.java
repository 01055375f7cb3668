package io.parm.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code docs/instances.md} says what the command does. */
class InstancesDocTest {

    @Test
    void theTableIsTheOptionsInTheirOrder() throws IOException {
        List<String> rows = Files.readString(Path.of("../docs/instances.md"))
                .lines()
                .dropWhile(line -> !line.startsWith("| option |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        List<OptionSpec> options = new CommandLine(new InstanceCommand())
                .getCommandSpec().options().stream()
                        .filter(option -> !option.usageHelp() && !option.versionHelp())
                        .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        options.stream().map(InstancesDocTest::row).toList());
    }

    private static String row(OptionSpec option) {
        String byDefault = option.required()
                ? " required "
                : option.defaultValue() == null ? " " : " `" + option.defaultValue() + "` ";
        return "| `" + option.longestName() + "` |" + byDefault + "| " + option.description()[0] + " |";
    }
}
