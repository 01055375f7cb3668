package io.parm.training.data;

import io.parm.model.UserError;
import java.nio.file.Path;

/** A task that {@code --task} can name: where its files are, and how they become samples. Stateless, thread-safe. */
public interface TaskSource {

    /** The name on the command line. */
    String name();

    /** What is learnt from what: half a line for people. */
    String summary();

    /**
     * Where the files are if nobody says otherwise.
     *
     * @throws UserError if they are not there, or can be nowhere in particular; the message says how to get them
     */
    Path defaultData(DataFolders folders);

    /**
     * Reads the files; the same files always make the same task.
     *
     * @throws UserError if a file is missing or broken; the message names it
     */
    Task read(TaskFiles files);

    /** Whether {@link TaskFiles#shape} may be given. */
    default boolean takesShape() {
        return false;
    }

    /** Whether {@link TaskFiles#label} may be given. */
    default boolean takesLabel() {
        return false;
    }
}
