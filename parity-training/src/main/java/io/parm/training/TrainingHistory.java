package io.parm.training;

import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a service's training went, epoch by epoch: a CSV file in its folder that is only ever appended to, and stays there when the training
 * is done. A training that was killed between an epoch's line and its checkpoint writes the line again; the last one counts.
 *
 * @param folder of the service
 */
public record TrainingHistory(Path folder) {

    /** Name of the file. */
    public static final String FILE_NAME = "history.csv";

    private static final String HEAD = "model,epoch,loss,validation-loss,validation-score,seconds\n";
    private static final int COLUMNS = 6;

    /**
     * One epoch.
     *
     * @param model what was trained: {@code deployed}, {@code parity-0}, …
     * @param epoch from 1
     * @param loss mean over the epoch's batches
     * @param validationLoss of the weights that it came to; not a number if there is nothing to compare with
     * @param validationScore of the same, 0 … 1; not a number if nothing is known of the samples
     * @param seconds that it took, validation included
     */
    public record Epoch(
            String model, int epoch, double loss, double validationLoss, double validationScore, double seconds) {}

    /** Forgets another training's. */
    void begin() throws IOException {
        Files.deleteIfExists(file());
    }

    /** Adds an epoch, in one write. */
    void append(Epoch epoch) throws IOException {
        String line = String.format(
                Locale.ROOT,
                "%s,%d,%.6f,%.6f,%.6f,%.1f\n",
                epoch.model(),
                epoch.epoch(),
                epoch.loss(),
                epoch.validationLoss(),
                epoch.validationScore(),
                epoch.seconds());
        String before = Files.exists(file()) ? "" : HEAD;
        Files.writeString(file(), before + line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /**
     * The epochs in order, each once; empty if the service has no history. What is no epoch's line is passed over.
     *
     * @throws UserError if the file cannot be read
     */
    public List<Epoch> read() {
        if (!Files.exists(file())) {
            return List.of();
        }
        Map<String, Epoch> epochs = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file())) {
                parsed(line).ifPresent(epoch -> epochs.put(epoch.model() + " " + epoch.epoch(), epoch));
            }
        } catch (IOException e) {
            throw new UserError(file() + " cannot be read: " + e.getMessage(), e);
        }
        return List.copyOf(epochs.values());
    }

    private static Optional<Epoch> parsed(String line) {
        String[] columns = line.split(",", -1);
        if (columns.length != COLUMNS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Epoch(
                    columns[0],
                    Integer.parseInt(columns[1]),
                    Double.parseDouble(columns[2]),
                    Double.parseDouble(columns[3]),
                    Double.parseDouble(columns[4]),
                    Double.parseDouble(columns[5])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Path file() {
        return folder.resolve(FILE_NAME);
    }
}
