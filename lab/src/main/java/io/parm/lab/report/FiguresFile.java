package io.parm.lab.report;

import io.parm.lab.load.Figures;
import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Figures of experiments for machines. Not thread-safe. */
public final class FiguresFile {

    private final List<String> experiments = new ArrayList<>();

    /**
     * Takes an experiment's figures.
     *
     * @param name of the experiment
     * @param instances what its instances are
     * @param rows one object each
     */
    public void add(String name, Object instances, List<? extends Figures> rows) {
        experiments.add(
                object("{\"experiment\": \"" + name + "\", \"instances\": \"" + instances + "\",\n \"rows\": ", rows));
    }

    /**
     * Writes {@code {"experiment": …, "instances": …, "rows": […]}}; of several experiments, a list of that.
     *
     * @throws UserError if the file cannot be written
     */
    public void write(Path file) {
        write(file, experiments.size() == 1 ? experiments.get(0) : "[" + String.join(",\n", experiments) + "]\n");
    }

    /**
     * Writes {@code {"runs": […]}}, one object per run.
     *
     * @throws UserError if the file cannot be written
     */
    public static void write(Path file, List<? extends Figures> runs) {
        write(file, object("{\"runs\": ", runs));
    }

    private static String object(String head, List<? extends Figures> figures) {
        return figures.stream().map(Figures::toJson).collect(Collectors.joining(",\n ", head + "[", "]}\n"));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UserError("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
