package io.parm.training.data;

import java.nio.file.Path;
import java.util.List;

/**
 * Which files a task is read from, and how.
 *
 * @param data folder or file; exists
 * @param shape {@code [channels, height, width]} to scale images to; empty for the task's own
 * @param label which column or class is the label; empty for the task's own choice
 */
public record TaskFiles(Path data, List<Integer> shape, String label) {

    /** The files in a folder, as the task reads them by itself. */
    public static TaskFiles in(Path data) {
        return new TaskFiles(data, List.of(), "");
    }
}
