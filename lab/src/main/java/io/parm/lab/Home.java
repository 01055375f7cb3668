package io.parm.lab;

import io.parm.training.data.DataFolders;
import java.nio.file.Path;

/** Where this checkout and its data are, as the launcher says in system properties. */
public final class Home {

    /** The system property with the checkout's folder. */
    public static final String DIRECTORY_PROPERTY = "parm.home";

    /** The system property with the folder of data and logs. */
    public static final String DATA_PROPERTY = "parm.data";

    private Home() {}

    /** The checkout: services, vendored data. */
    public static Path directory() {
        return Path.of(System.getProperty(DIRECTORY_PROPERTY, "."))
                .toAbsolutePath()
                .normalize();
    }

    /** Both, for tasks to find their data. */
    public static DataFolders dataFolders() {
        return new DataFolders(directory(), data());
    }

    /** The folder of data and logs. */
    public static Path data() {
        return Path.of(System.getProperty(DATA_PROPERTY, "parm-data")).toAbsolutePath();
    }
}
