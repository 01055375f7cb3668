package io.parm.training.data;

import java.nio.file.Path;

/**
 * Where data lies on this machine.
 *
 * @param checkout this repository's folder, which holds the vendored data
 * @param data the folder of fetched data and logs
 */
public record DataFolders(Path checkout, Path data) {

    /** The part of a set that this repository holds. */
    Path vendored(String name) {
        return checkout.resolve("parity-training/data").resolve(name);
    }

    /** Where {@code parm data fetch} puts a set. */
    public Path fetched(String name) {
        return data.resolve("datasets").resolve(name);
    }
}
