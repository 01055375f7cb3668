package io.parm.training.data;

import io.parm.model.UserError;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of sets that {@code parm data fetch} downloads. */
final class Fetched {

    private Fetched() {}

    /** @throws UserError if the set was not fetched yet; the message says how to */
    static Path folder(String set, DataFolders folders) {
        Path folder = folders.fetched(set);
        if (!Files.isDirectory(folder)) {
            throw new UserError("there is no " + set + " in " + folder + ": './parm data fetch " + set
                    + "' downloads it, or name its folder with --data");
        }
        return folder;
    }
}
