package io.parm.training.data;

import java.util.List;
import java.util.Locale;

/**
 * What a service is to learn: a training and a test set, and what a manifest says of their inputs and outputs.
 *
 * @param name the name on the command line
 * @param train samples to train and to validate on
 * @param test samples that only the final evaluation sees
 * @param input what inputs are
 * @param output what outputs are
 * @param metric what an output is worth
 * @param source where the data came from, for the manifest
 */
public record Task(String name, Samples train, Samples test, Input input, Output output, Metric metric, String source) {

    /**
     * What a task's inputs are.
     *
     * @param normalisation what the samples are normalised with
     * @param images whether the inputs are pixels, so that a service can also take encoded images
     * @param augmentation how training may look at them
     */
    public record Input(Normalisation normalisation, boolean images, Augmentation augmentation) {}

    /** How an output is read. */
    public enum Kind {
        /** The largest float is the class. */
        CLASSIFICATION,
        /** The floats are what is asked for. */
        REGRESSION;

        /** The name in a manifest. */
        public String manifestName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a task's outputs are.
     *
     * @param size floats of one output
     * @param labels class names in order; for a regression what the numbers are; may be empty
     */
    public record Output(Kind kind, int size, List<String> labels) {

        /** A box: its middle and its size, as shares of the image's width and height. */
        public static final Output BOX = numbers("cx", "cy", "w", "h");

        /** @throws IllegalArgumentException if there are labels, but not one per float */
        public Output {
            labels = List.copyOf(labels);
            if (!labels.isEmpty() && labels.size() != size) {
                throw new IllegalArgumentException(
                        "there must be " + size + " labels or none but there are " + labels.size());
            }
        }

        /** A class each. */
        public static Output classes(List<String> labels) {
            return new Output(Kind.CLASSIFICATION, labels.size(), labels);
        }

        /** A number each. */
        public static Output numbers(String... names) {
            return new Output(Kind.REGRESSION, names.length, List.of(names));
        }
    }
}
