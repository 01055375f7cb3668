package io.parm.inference.remote;

/** What a stranger wrote, made fit to be the end of a sentence in a log. */
final class Sentence {

    private static final int MAX_LENGTH = 200;

    private Sentence() {}

    /** The first line, without what cannot be printed, cut where it is long. */
    static String of(String text) {
        String line = text.lines().findFirst().orElse("").strip().replaceAll("[^\\x20-\\x7e\\p{L}\\p{N}]", "?");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + " …";
    }
}
