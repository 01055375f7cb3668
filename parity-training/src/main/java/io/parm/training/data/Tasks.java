package io.parm.training.data;

import io.parm.model.UserError;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;

/** Every task there is. A new task is one more entry. */
public final class Tasks {

    /** In the order in which help lists them. */
    public static final List<TaskSource> ALL = List.of(
            new FashionMnist(),
            new Mnist(),
            new Cifar10(),
            new CatVDog(),
            new Speech(),
            new Localisation(),
            new VocBox(),
            new ImageFolder(),
            new CsvRows());

    private Tasks() {}

    /** The names, for help and messages. */
    public static String names() {
        return ALL.stream().map(TaskSource::name).collect(Collectors.joining(", "));
    }

    /** @throws UserError if there is no such task; the message lists those there are */
    public static TaskSource named(String name) {
        return ALL.stream()
                .filter(task -> task.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserError("--task must be one of " + names() + " but was " + name));
    }

    /**
     * Reads a task, after checking what was asked for.
     *
     * @throws UserError if the files are not there, are broken, or cannot be read as asked
     */
    public static Task read(TaskSource task, TaskFiles files) {
        if (!files.shape().isEmpty() && !task.takesShape()) {
            throw new UserError("--shape is not for " + task.name() + ", whose inputs have one shape: leave it out");
        }
        if (!files.label().isEmpty() && !task.takesLabel()) {
            throw new UserError("--label is not for " + task.name() + ", whose labels are known: leave it out");
        }
        if (!Files.exists(files.data())) {
            throw new UserError("there is no file or folder " + files.data() + ": name the data with --data");
        }
        return task.read(files);
    }
}
