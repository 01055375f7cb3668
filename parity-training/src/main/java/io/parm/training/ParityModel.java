package io.parm.training;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which network a parity model is.
 *
 * @param kind how it is chosen
 * @param width of a compact or residual network; 0 for the others
 * @param file of a given one
 */
public record ParityModel(Kind kind, int width, Optional<Path> file) {

    /** For a per-slot output {@link Kind#SIZED}, for a sum {@link Kind#SAME}. */
    public static final ParityModel AUTO = new ParityModel(Kind.AUTO, 0, Optional.empty());

    private static final String COMPACT = "compact";
    private static final Pattern OF_WIDTH = Pattern.compile("(" + COMPACT + "|resnet)-(\\d+)");
    private static final int MAX_WIDTH = 1024;

    /** How a parity model is chosen. */
    public enum Kind {
        /** What suits the code. */
        AUTO,
        /** A compact network as wide as the deployed model's measured cost allows. */
        SIZED,
        /** A compact network of a width. */
        COMPACT,
        /** The {@code resnet} of a width, whose first layer sees an image in its full size. */
        RESNET,
        /** The deployed model's own. */
        SAME,
        /** A TorchScript file. */
        FILE
    }

    /**
     * Reads {@code auto}, {@code sized}, {@code same}, {@code compact-WIDTH}, {@code resnet-WIDTH} or the path of a {@code .pt} file.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static ParityModel parse(String text) {
        Matcher ofWidth = OF_WIDTH.matcher(text);
        if (ofWidth.matches()) {
            Kind kind = ofWidth.group(1).equals(COMPACT) ? Kind.COMPACT : Kind.RESNET;
            return new ParityModel(kind, width(ofWidth.group(2)), Optional.empty());
        }
        if (text.endsWith(".pt")) {
            return new ParityModel(Kind.FILE, 0, Optional.of(Path.of(text)));
        }
        return switch (text) {
            case "auto" -> AUTO;
            case "sized" -> new ParityModel(Kind.SIZED, 0, Optional.empty());
            case "same" -> new ParityModel(Kind.SAME, 0, Optional.empty());
            default ->
                throw new IllegalArgumentException(
                        "a parity model must be auto, sized, same, compact-WIDTH, resnet-WIDTH or a .pt file but was "
                                + text);
        };
    }

    private static int width(String digits) {
        int width = digits.length() > 4 ? MAX_WIDTH + 1 : Integer.parseInt(digits);
        if (width < 1 || width > MAX_WIDTH) {
            throw new IllegalArgumentException("the width of a network must be 1.." + MAX_WIDTH + " but was " + digits);
        }
        return width;
    }
}
