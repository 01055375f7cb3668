package io.parm.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvRowsTest {

    @TempDir
    private Path folder;

    @Test
    void lastColumnIsTheLabelAndEveryOtherOneIsNormalisedOnItsOwn() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            text.append(i)
                    .append(',')
                    .append(-1000.0 * (i % 7))
                    .append(',')
                    .append(i % 12)
                    .append('\n');
        }
        Task task = read(text.toString(), "");
        assertThat(task.train().shape()).containsExactly(2);
        assertThat(task.train().size()).isEqualTo(80);
        assertThat(task.test().size()).isEqualTo(20);
        assertThat(task.output().labels().subList(0, 4)).containsExactly("0", "1", "2", "3");
        assertThat(task.output().labels()).hasSize(12);
        for (int column = 0; column < 2; column++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < 80; i++) {
                sum += task.train().input(i)[column];
                squares += Math.pow(task.train().input(i)[column], 2);
            }
            assertThat(sum / 80).isCloseTo(0, within(1e-4));
            assertThat(squares / 80).isCloseTo(1, within(1e-3));
        }
    }

    @Test
    void aNamedColumnIsTheLabelAndAMissingLabelIsNoTruth() throws IOException {
        String header = "height,\"kind, quoted\",width\n";
        Task task = read(
                header + "1,\"a \"\"b\"\"\",2\n".repeat(20) + "1,c,2\n".repeat(20) + "3,,4\n".repeat(20),
                "kind, quoted");
        assertThat(task.output().labels()).containsExactly("a \"b\"", "c");
        int unknown = 0;
        for (int i = 0; i < task.train().size(); i++) {
            boolean without = task.train().truth(i).length == 0;
            assertThat(task.train().input(i)[0] > 0).isEqualTo(without);
            unknown += without ? 1 : 0;
        }
        assertThat(unknown).isBetween(10, 20);
    }

    @Test
    void twoFilesAreTheSplit() throws IOException {
        Files.writeString(folder.resolve("train.csv"), "1,a\n2,b\n");
        assertThatThrownBy(() -> new CsvRows().read(TaskFiles.in(folder)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("test.csv: a folder must hold train.csv and test.csv");
        Files.writeString(folder.resolve("test.csv"), "5,b\n6,a\n7,b\n");
        Task task = new CsvRows().read(TaskFiles.in(folder));
        assertThat(task.train().size()).isEqualTo(2);
        assertThat(task.test().size()).isEqualTo(3);
        Files.writeString(folder.resolve("test.csv"), "5,c\n");
        assertThatThrownBy(() -> new CsvRows().read(TaskFiles.in(folder)))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("test.csv, line 1: no training row has the label 'c'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x,y,k;1,2,a;1,b       | line 3: 2 values, but line 1 has 3",
                "x,y,k;1,2,a;1,oops,b  | line 3, column 'y' must be a finite number but was 'oops'",
                "1,2,a;1,NaN,b         | line 2, column 2 must be a finite number but was 'NaN'",
                "1,2,a;1,3,a           | column 3 has 1 different labels, not 2..1000: name another column with --label",
                "1,2,a;1,\"3,a         | line 2: a quote is opened and not closed in the line",
                "1;2                   | must have a column of labels and at least one of features, between commas",
                "''                    | is empty"
            })
    void whatIsWrongIsNamedWithItsLine(String text, String message) {
        assertThatThrownBy(() -> read(text.replace(';', '\n'), ""))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(folder.resolve("rows.csv").toString())
                .hasMessageEndingWith(message);
    }

    @Test
    void unknownLabelColumnIsNamedWithThoseThereAre() {
        assertThatThrownBy(() -> read("x,y,k\n1,2,a\n", "z"))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("has no column 'z' for --label: there are x, y, k");
    }

    private Task read(String text, String label) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.csv"), text);
        return new CsvRows().read(new TaskFiles(file, List.of(), label));
    }
}
