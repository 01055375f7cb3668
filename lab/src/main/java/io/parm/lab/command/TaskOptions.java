package io.parm.lab.command;

import io.parm.lab.Home;
import io.parm.model.UserError;
import io.parm.training.data.FashionMnist;
import io.parm.training.data.Task;
import io.parm.training.data.TaskFiles;
import io.parm.training.data.TaskSource;
import io.parm.training.data.Tasks;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say what is to be learnt or measured, and from which files. */
final class TaskOptions {

    /** The registered tasks' names, for help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Tasks.ALL.stream().map(TaskSource::name).iterator();
        }
    }

    @Option(
            names = "--task",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description =
                    "One of ${COMPLETION-CANDIDATES}; parm data list tells of each. Without it fashion-mnist, or what"
                            + " the service is named after.")
    private String task;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "The task's files; without it where 'parm data list' says.")
    private Path data;

    @Option(
            names = "--shape",
            paramLabel = "CxHxW",
            description = "Scale your own images to this, for example 3x32x32.")
    private String shape;

    @Option(
            names = "--label",
            paramLabel = "NAME",
            description = "The column of a CSV file that is the label, or the class whose boxes are meant.")
    private String label;

    /** @throws UserError if there is no such task, or its files are not there or broken */
    Task read() {
        return read(FashionMnist.NAME);
    }

    /**
     * @param byDefault the task's name if none was typed
     * @throws UserError if there is no such task, or its files are not there or broken
     */
    Task read(String byDefault) {
        TaskSource source = Tasks.named(task == null ? byDefault : task);
        Path files = data != null ? data : source.defaultData(Home.dataFolders());
        return Tasks.read(source, new TaskFiles(files, shape(), label == null ? "" : label));
    }

    private List<Integer> shape() {
        if (shape == null) {
            return List.of();
        }
        if (!shape.matches("\\d{1,4}(x\\d{1,4})*")) {
            throw new UserError("--shape must be CHANNELSxHEIGHTxWIDTH, for example 3x32x32, but was " + shape);
        }
        return Arrays.stream(shape.split("x")).map(Integer::valueOf).toList();
    }
}
