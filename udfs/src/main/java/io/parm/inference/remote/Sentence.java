package io.parm.inference.remote;

import javax.net.ssl.SSLException;

/** What a stranger wrote, made fit to be the end of a sentence in a log. */
final class Sentence {

    private static final int MAX_LENGTH = 200;

    private Sentence() {}

    /** What a failed TLS handshake failed of: what is on top only says that it failed. */
    static String ofRoot(SSLException failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return of(root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
    }

    /** The first line, without what cannot be printed, cut where it is long. */
    static String of(String text) {
        String line = text.lines().findFirst().orElse("").strip().replaceAll("[^\\x20-\\x7e\\p{L}\\p{N}]", "?");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + " …";
    }
}
