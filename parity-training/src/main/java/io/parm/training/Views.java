package io.parm.training;

import io.parm.training.data.Images.View;
import java.util.Random;

/** Draws how training looks at an image: moved by a pixel or two, and mirrored where the task allows it. */
final class Views {

    private static final int MAX_MOVE = 2;

    private Views() {}

    static View draw(Random random, boolean mirrored) {
        int down = random.nextInt(2 * MAX_MOVE + 1) - MAX_MOVE;
        int right = random.nextInt(2 * MAX_MOVE + 1) - MAX_MOVE;
        return new View(down, right, mirrored && random.nextBoolean());
    }
}
