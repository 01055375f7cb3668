package io.parm.training.data;

import io.parm.model.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A user's own rows of features: a CSV file, or a folder with {@code train.csv} and {@code test.csv}. The label is the last column, or
 * the one that {@code --label} names; a row without a label only helps to train parity models. A fifth of a single file is the test
 * set. An input has the shape {@code [features]}, each column normalised on its own.
 */
public final class CsvRows implements TaskSource {

    private static final String NAME = "csv";
    private static final int MAX_CLASSES = 1000;

    CsvRows() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "your rows of features, from a CSV file with a label column";
    }

    @Override
    public boolean takesLabel() {
        return true;
    }

    @Override
    public Path defaultData(DataFolders folders) {
        throw new UserError(NAME + " reads your own rows: name the file with --data");
    }

    /** @param labels class of each row, empty if it has none */
    private record Columns(CsvTable table, int labelColumn, List<String> labels) {

        static Columns of(Path file, String label) {
            CsvTable table = CsvTable.read(file);
            int column = label.isEmpty() ? table.columns() - 1 : table.header().indexOf(label);
            if (column < 0) {
                String known = table.header().isEmpty()
                        ? "the file has no header"
                        : "there are " + String.join(", ", table.header());
                throw new UserError(file + " has no column '" + label + "' for --label: " + known);
            }
            return new Columns(
                    table,
                    column,
                    table.rows().stream().map(row -> row.get(column)).toList());
        }

        Examples<float[]> examples(List<String> classes) {
            Examples<float[]> examples = new Examples<>();
            int[] features = IntStream.range(0, table.columns())
                    .filter(column -> column != labelColumn)
                    .toArray();
            for (int row = 0; row < labels.size(); row++) {
                float[] input = new float[features.length];
                for (int i = 0; i < input.length; i++) {
                    input[i] = table.number(row, features[i]);
                }
                examples.add(input, truth(row, classes));
            }
            return examples.shuffled();
        }

        private float[] truth(int row, List<String> classes) {
            String label = labels.get(row);
            int index = classes.indexOf(label);
            if (index < 0 && !label.isEmpty()) {
                throw new UserError("%s, line %d: no training row has the label '%s'"
                        .formatted(table.file(), table.lines().get(row), label));
            }
            return index < 0 ? new float[0] : new float[] {index};
        }
    }

    @Override
    public Task read(TaskFiles files) {
        if (Files.isDirectory(files.data())) {
            Columns train = Columns.of(existing(files.data(), "train.csv"), files.label());
            Columns test = Columns.of(existing(files.data(), "test.csv"), files.label());
            if (test.table().columns() != train.table().columns()) {
                throw new UserError("%s has %d columns but %s has %d"
                        .formatted(
                                test.table().file(),
                                test.table().columns(),
                                train.table().file(),
                                train.table().columns()));
            }
            List<String> classes = classes(train);
            return task(classes, train.examples(classes), test.examples(classes));
        }
        Columns rows = Columns.of(files.data(), files.label());
        List<String> classes = classes(rows);
        Examples<float[]> all = rows.examples(classes);
        return task(classes, all.trainPart(), all.testPart());
    }

    private static Path existing(Path folder, String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new UserError("there is no " + file + ": a folder must hold train.csv and test.csv");
        }
        return file;
    }

    /** In order: of their values if all are whole numbers, else of their letters. */
    private static List<String> classes(Columns rows) {
        List<String> classes = rows.labels().stream()
                .filter(label -> !label.isEmpty())
                .distinct()
                .toList();
        if (classes.size() < 2 || classes.size() > MAX_CLASSES) {
            String column = rows.table().columnName(rows.labelColumn());
            throw new UserError("%s: %s has %d different labels, not 2..%d: name another column with --label"
                    .formatted(rows.table().file(), column, classes.size(), MAX_CLASSES));
        }
        boolean numbers = classes.stream().allMatch(label -> label.matches("-?\\d{1,9}"));
        return classes.stream()
                .sorted(numbers ? Comparator.comparingInt(Integer::parseInt) : Comparator.naturalOrder())
                .toList();
    }

    private static Task task(List<String> classes, Examples<float[]> train, Examples<float[]> test) {
        if (train.size() == 0 || test.size() == 0) {
            throw new UserError("there are " + train.size() + " rows to train on and " + test.size()
                    + " to test on: at least one of each is needed");
        }
        int features = train.inputs().get(0).length;
        Normalisation normalisation = ChannelMoments.ofValues(features, train.inputs());
        return new Task(
                NAME,
                new Tensors(new int[] {features}, train, normalisation),
                new Tensors(new int[] {features}, test, normalisation),
                new Task.Input(normalisation, false, Augmentation.NONE),
                Task.Output.classes(classes),
                TopAccuracy.FIRST,
                "own rows of " + features + " features, " + train.size() + " to train and " + test.size() + " to test");
    }
}
