package io.parm.inference.remote;

import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The endpoints of a pool: fixed, or named by a file, one a line, that may change while the job runs; empty lines and ones that start
 * with # say nothing. Not thread-safe.
 */
public final class EndpointSource {

    private static final String FILE = "file:";
    private static final String FIXED = "";

    /** No file of endpoints reads so. */
    private static final String UNREADABLE = "\0";

    private final Path file;
    private final List<Endpoint> fixed;
    private String lastText;

    private EndpointSource(Path file, List<Endpoint> fixed) {
        this.file = file;
        this.fixed = fixed;
    }

    /**
     * @param texts endpoints, or {@code file:/path} alone
     * @throws UserError if an endpoint cannot be read; the file is not looked at
     */
    public static EndpointSource of(List<String> texts) {
        if (texts.size() == 1 && texts.get(0).startsWith(FILE)) {
            return new EndpointSource(Path.of(texts.get(0).substring(FILE.length())), List.of());
        }
        return new EndpointSource(null, distinct(texts.stream()));
    }

    /**
     * The endpoints, if they may be others than the last time.
     *
     * @throws UserError if the file cannot be read, or a line of it; said once until it changes again
     */
    public Optional<List<Endpoint>> changed() {
        String text = file == null ? FIXED : read();
        if (text.equals(lastText)) {
            return Optional.empty();
        }
        lastText = text;
        if (file == null) {
            return Optional.of(fixed);
        }
        if (text.equals(UNREADABLE)) {
            throw new UserError("cannot read the file of endpoints " + file);
        }
        return Optional.of(
                distinct(text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#"))));
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return UNREADABLE;
        }
    }

    private static List<Endpoint> distinct(Stream<String> texts) {
        return texts.map(Endpoint::parse).distinct().toList();
    }
}
