package io.parm.lab.report;

import io.parm.lab.load.Figures;
import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Figures for machines: {@code {"runs": […]}}, one object per run. */
public final class FiguresFile {

    private FiguresFile() {}

    /** @throws UserError if the file cannot be written */
    public static void write(Path file, List<? extends Figures> runs) {
        String text = runs.stream().map(Figures::toJson).collect(Collectors.joining(",\n ", "{\"runs\": [", "]}\n"));
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UserError("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
