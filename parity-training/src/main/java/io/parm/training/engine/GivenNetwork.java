package io.parm.training.engine;

import ai.djl.engine.EngineException;
import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.function.Function;

/** A TorchScript file from elsewhere, run on zeros to see whether it can be used. */
public final class GivenNetwork {

    /** Below a trace of its own, libtorch's message has what is wrong on a line that begins like this. */
    private static final String REASON = "RuntimeError: ";

    private GivenNetwork() {}

    /**
     * The floats that it puts out for one input.
     *
     * @param file of any name
     * @param inputShape shape of one input, without batch axis
     * @throws UserError if it is no TorchScript, does not take such inputs, alone and as a batch, or does not put out finite floats
     */
    public static int outputSize(Path file, int[] inputShape) {
        return opened(file, inputShape, network -> outputSize(file, network, inputShape));
    }

    /**
     * The floats of it that can be trained; none if it is frozen.
     *
     * @throws UserError if it is no TorchScript
     */
    public static long parameterCount(Path file, int[] inputShape) {
        return opened(file, inputShape, Network::parameterCount);
    }

    private static <T> T opened(Path file, int[] inputShape, Function<Network, T> question) {
        if (!Files.isRegularFile(file)) {
            throw new UserError("there is no file " + file);
        }
        try {
            // The engine only opens files that are named *.pt.
            Path copy = Files.createTempFile("parm-given", ".pt");
            try {
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                return openedCopy(file, copy, inputShape, question);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UserError(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static <T> T openedCopy(Path file, Path copy, int[] inputShape, Function<Network, T> question) {
        try (Network network = Network.open(copy, inputShape)) {
            return question.apply(network);
        } catch (IOException e) {
            throw new UserError(file + " is no TorchScript model that libtorch can load: " + reason(e), e);
        }
    }

    private static int outputSize(Path file, Network network, int[] inputShape) {
        float[] one;
        float[] two;
        int elements = Arrays.stream(inputShape).reduce(1, Math::multiplyExact);
        try {
            one = network.outputs(new float[elements], 1);
            two = network.outputs(new float[2 * elements], 2);
        } catch (EngineException | IllegalStateException | IndexOutOfBoundsException e) {
            throw new UserError(
                    "%s does not put out a tensor of floats for one and two inputs of shape %s: %s"
                            .formatted(file, Arrays.toString(inputShape), reason(e)),
                    e);
        }
        if (two.length != 2 * one.length) {
            throw new UserError("%s puts out %d floats for one input but %d for two: it must take any batch"
                    .formatted(file, one.length, two.length));
        }
        for (float value : one) {
            if (!Float.isFinite(value)) {
                throw new UserError(file + " puts out " + value + " for zeros");
            }
        }
        return one.length;
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        return message.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(REASON))
                .map(line -> line.substring(REASON.length()))
                .findFirst()
                .or(() -> message.lines().findFirst())
                .orElse("nothing is known of why");
    }
}
