package io.parm.lab.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.model.UserError;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ProduceCommandTest {

    private static final String DATA =
            Path.of("..", "parity-training", "data", "fashion-mnist").toString();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--rate 0                | --rate must be above 0 and at most 1000000 per second but was 0.0",
                "--count 0               | --count must be 1 or more but was 0",
                "--id-prefix=            | --id-prefix must have 1..245 characters but has 0",
                "--split validation      | --split must be train or test but was validation",
                "--task poems            | --task must be one of fashion-mnist, mnist, cifar10, cat-v-dog, speech, localisation, voc-box, image-folder, csv but was poems",
                "--schema-registry r-1   | schema-registry.url must be http or https URLs, comma-separated but was r-1, which is no such URL",
                "--schema-registry http://r-1 --registry-set usr=x | --registry-set: unknown setting schema-registry.usr; there are schema-registry.url, schema-registry.auto-register, schema-registry.user, schema-registry.password, schema-registry.token, schema-registry.ca-file, schema-registry.timeout",
                "--bootstrap-servers hut | topic queries of hut cannot be read: Invalid url in bootstrap.servers: hut"
            })
    void wrongOptionIsOneSentenceThatNamesIt(String options, String message) {
        String[] arguments = ("--data " + DATA + " " + options).split(" ");
        assertThatThrownBy(() -> run(arguments)).isInstanceOf(UserError.class).hasMessage(message);
    }

    @Test
    void helpSaysTheDefaults() {
        StringWriter help = new StringWriter();
        new CommandLine(new ProduceCommand()).usage(new PrintWriter(help));
        assertThat(help.toString()).contains("Default: queries", "Default: test", "Default: 200", "train|test");
    }

    private static void run(String... arguments) {
        ProduceCommand produce = new ProduceCommand();
        new CommandLine(produce).setOut(new PrintWriter(new StringWriter())).parseArgs(arguments);
        produce.call();
    }
}
