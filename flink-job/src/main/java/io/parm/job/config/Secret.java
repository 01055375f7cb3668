package io.parm.job.config;

import io.parm.model.UserError;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a secret is: settings, job graphs and logs have the place only, and each machine reads it there.
 *
 * @param place {@code file:PATH}, {@code env:NAME}, or empty for no secret
 */
public record Secret(String place) implements Serializable {

    /** What {@link #at} takes, for people. */
    static final String FORMS = "file:PATH | env:NAME";

    private static final String FILE = "file:";
    private static final String ENVIRONMENT = "env:";

    /**
     * @param key the setting's
     * @throws UserError if it is none of the forms; the text, which may be the secret itself, is not in the message
     */
    static Secret at(String key, String place) {
        if (!place.isEmpty() && !place.startsWith(FILE) && !place.startsWith(ENVIRONMENT)) {
            throw new UserError(key + " must be " + FORMS + ", never the secret itself");
        }
        return new Secret(place);
    }

    public boolean isGiven() {
        return !place.isEmpty();
    }

    /**
     * Reads the secret, without white space around it.
     *
     * @return empty if there is none
     * @throws UserError if the file or the variable is not there
     */
    public String read() {
        if (!isGiven()) {
            return "";
        }
        if (place.startsWith(ENVIRONMENT)) {
            String name = place.substring(ENVIRONMENT.length());
            return Optional.ofNullable(System.getenv(name))
                    .orElseThrow(() -> new UserError("there is no environment variable " + name))
                    .strip();
        }
        Path file = Path.of(place.substring(FILE.length()));
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UserError("cannot read the secret in " + file + ": " + e.getMessage(), e);
        }
    }
}
