package io.parm.training;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * The files of one model's training. Each is written beside its place and moved there whole, and the state last, so that a kill leaves
 * the state of the epoch before.
 *
 * @param folder of all trainings
 * @param model what is trained
 * @param history what is told of every epoch, and stays
 */
record Attempt(Path folder, String model, TrainingHistory history) {

    /**
     * How far a training is.
     *
     * @param epoch finished epochs
     * @param bestEpoch the one whose weights are the best, from 1; 0 before the first
     * @param best its validation score
     * @param seconds spent
     */
    record State(int epoch, int bestEpoch, double best, double seconds) {

        static final State NONE = new State(0, 0, -1, 0);

        /** Whether the next epoch is the best with this score; of equals the last is. */
        boolean isBettered(double score) {
            return score >= best;
        }

        /**
         * After another epoch.
         *
         * @param score its validation score
         * @param epochSeconds that it took
         */
        State next(double score, double epochSeconds) {
            boolean better = isBettered(score);
            return new State(epoch + 1, better ? epoch + 1 : bestEpoch, better ? score : best, seconds + epochSeconds);
        }
    }

    /** Writes a file. */
    @FunctionalInterface
    interface FileWriter {
        void write(Path file) throws IOException;
    }

    /** The best epoch's network, in its training form. */
    Path best() {
        return folder.resolve(model + "-best.pt");
    }

    /** The untrained network. */
    Path untrained() {
        return folder.resolve(model + "-untrained.pt");
    }

    /** The network after an epoch, or the untrained one. */
    Path network(int epoch) {
        return epoch == 0 ? untrained() : folder.resolve(model + "-" + epoch + ".pt");
    }

    /** What the trainer remembers after an epoch. */
    Path trainer(int epoch) {
        return folder.resolve(model + "-" + epoch + ".trainer");
    }

    /** How far it is; {@link State#NONE} if it has not begun. */
    State state() throws IOException {
        Path file = stateFile();
        if (!Files.exists(file)) {
            return State.NONE;
        }
        Properties state = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            state.load(reader);
        }
        return new State(
                Integer.parseInt(state.getProperty("epoch")),
                Integer.parseInt(state.getProperty("best-epoch")),
                Double.parseDouble(state.getProperty("best")),
                Double.parseDouble(state.getProperty("seconds")));
    }

    /** Makes a finished epoch the one to go on from. */
    void finish(State state) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("epoch", String.valueOf(state.epoch()));
        properties.setProperty("best-epoch", String.valueOf(state.bestEpoch()));
        properties.setProperty("best", String.valueOf(state.best()));
        properties.setProperty("seconds", String.valueOf(state.seconds()));
        write(stateFile(), file -> {
            try (Writer writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
        });
        if (state.epoch() > 1) {
            Files.deleteIfExists(network(state.epoch() - 1));
            Files.deleteIfExists(trainer(state.epoch() - 1));
        }
    }

    /** Writes a file whole or not at all. */
    static void write(Path file, FileWriter writer) throws IOException {
        Path partial = file.resolveSibling("partial-" + file.getFileName());
        writer.write(partial);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path stateFile() {
        return folder.resolve(model + ".properties");
    }
}
