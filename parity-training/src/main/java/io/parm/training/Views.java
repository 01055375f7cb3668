package io.parm.training;

import io.parm.training.data.Augmentation;
import io.parm.training.data.View;
import java.util.Random;

/** Draws how training looks at a sample: moved by a few pixels, and mirrored, as far as the task allows it. */
final class Views {

    private Views() {}

    static View draw(Random random, Augmentation allowed) {
        int moves = 2 * allowed.maxShift() + 1;
        int down = random.nextInt(moves) - allowed.maxShift();
        int right = random.nextInt(moves) - allowed.maxShift();
        return new View(down, right, allowed.mirrored() && random.nextBoolean());
    }
}
