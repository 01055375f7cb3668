package io.parm.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The models made by {@code models/make.py}, and what Python says they put out. */
public final class Golden {

    private static final int INPUTS = 4;
    private static final int OUTPUTS = 3;

    private Golden() {}

    public static String file(String name) {
        try {
            return Path.of(Golden.class.getResource("/models/" + name).toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Pairs of an input {@code [4]} and Python's output {@code [3]}. */
    public static List<float[][]> affineExamples() {
        List<float[][]> examples = new ArrayList<>();
        for (String line : lines("affine.golden.csv")) {
            String[] cells = line.split(",");
            float[][] example = {new float[INPUTS], new float[OUTPUTS]};
            for (int i = 0; i < cells.length; i++) {
                example[i < INPUTS ? 0 : 1][i % INPUTS] = Float.parseFloat(cells[i]);
            }
            examples.add(example);
        }
        return examples;
    }

    /** The affine model from its weights, in plain Java. */
    public static float[] affine(float[] input) {
        float[] output = new float[OUTPUTS];
        List<String> rows = lines("affine.weights.csv");
        for (int i = 0; i < OUTPUTS; i++) {
            String[] row = rows.get(i).split(",");
            double sum = Double.parseDouble(row[INPUTS]);
            for (int j = 0; j < INPUTS; j++) {
                sum += Double.parseDouble(row[j]) * input[j];
            }
            output[i] = (float) Math.max(0, sum);
        }
        return output;
    }

    private static List<String> lines(String name) {
        try {
            return Files.readAllLines(Path.of(file(name))).stream()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
