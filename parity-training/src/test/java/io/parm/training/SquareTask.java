package io.parm.training;

import io.parm.training.data.Augmentation;
import io.parm.training.data.BoxOverlap;
import io.parm.training.data.Images;
import io.parm.training.data.Metric;
import io.parm.training.data.Normalisation;
import io.parm.training.data.Task;
import io.parm.training.data.TopAccuracy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A white square on black, somewhere in 12×12 pixels: where is it, or is it in the left half? */
final class SquareTask {

    private static final int SIDE = 12;
    private static final int SQUARE = 4;
    private static final Normalisation NORMALISATION = Normalisation.grey(0.1f, 0.3f);
    private static final Task.Input INPUT = new Task.Input(NORMALISATION, true, Augmentation.NONE);

    private SquareTask() {}

    /** The square's box. */
    static Task boxes() {
        return task(Task.Output.numbers("cx", "cy", "w", "h"), new BoxOverlap(), false);
    }

    /** Left or right, told of no sample. */
    static Task unlabelledSides() {
        return task(Task.Output.classes(List.of("left", "right")), TopAccuracy.FIRST, true);
    }

    /** Left or right. */
    static Task sides() {
        return task(Task.Output.classes(List.of("left", "right")), TopAccuracy.FIRST, false);
    }

    private static Task task(Task.Output output, Metric metric, boolean unlabelled) {
        List<byte[]> pixels = new ArrayList<>();
        List<float[]> truths = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 1000; i++) {
            int x = random.nextInt(SIDE - SQUARE + 1);
            int y = random.nextInt(SIDE - SQUARE + 1);
            pixels.add(square(x, y));
            float[] truth = output.size() == 4 ? box(x, y) : new float[] {x + SQUARE / 2 < SIDE / 2 ? 0 : 1};
            truths.add(unlabelled ? new float[0] : truth);
        }
        Images all = new Images(new int[] {1, SIDE, SIDE}, pixels, truths, NORMALISATION);
        return new Task("square", all.range(0, 800), all.range(800, 1000), INPUT, output, metric, "drawn");
    }

    private static byte[] square(int x, int y) {
        byte[] image = new byte[SIDE * SIDE];
        for (int row = y; row < y + SQUARE; row++) {
            Arrays.fill(image, row * SIDE + x, row * SIDE + x + SQUARE, (byte) -1);
        }
        return image;
    }

    private static float[] box(int x, int y) {
        float side = (float) SQUARE / SIDE;
        return new float[] {(float) x / SIDE + side / 2, (float) y / SIDE + side / 2, side, side};
    }
}
