package io.parm.training;

import io.parm.training.data.Augmentation;
import io.parm.training.data.Samples;
import io.parm.training.data.View;
import java.util.Arrays;
import java.util.Random;

/** Draws how training looks at a sample: moved by a few pixels, mirrored, and with a part erased, as far as the task allows it. */
final class Views {

    private Views() {}

    static View draw(Random random, Augmentation allowed) {
        int moves = 2 * allowed.maxShift() + 1;
        int down = random.nextInt(moves) - allowed.maxShift();
        int right = random.nextInt(moves) - allowed.maxShift();
        return new View(down, right, allowed.mirrored() && random.nextBoolean());
    }

    /** A sample so seen, perhaps with a square of it erased: there it is the mean, which the task's normalisation makes 0. */
    static float[] input(Samples samples, int sample, View view, Augmentation allowed, Random random) {
        float[] input = samples.input(sample, view);
        if (allowed.erasedSide() > 0) {
            erase(input, samples.shape(), allowed.erasedSide(), random);
        }
        return input;
    }

    /** The square's middle is anywhere in the image, so that some of it may lie outside. */
    private static void erase(float[] image, int[] shape, int side, Random random) {
        int height = shape[1];
        int width = shape[2];
        int top = random.nextInt(height) - side / 2;
        int left = random.nextInt(width) - side / 2;
        int from = Math.max(0, left);
        int to = Math.min(width, left + side);
        for (int channel = 0; channel < shape[0]; channel++) {
            for (int y = Math.max(0, top); y < Math.min(height, top + side); y++) {
                int row = (channel * height + y) * width;
                Arrays.fill(image, row + from, row + to, 0);
            }
        }
    }
}
