package io.parm.training;

import io.parm.training.engine.Batch;
import io.parm.training.engine.Loss;
import io.parm.training.engine.Network;
import java.util.Random;

/** What a network is taught: batches, a loss, and how well it does on the validation samples. */
interface Course {

    /** Draws a new order (and new groups) for an epoch. */
    void shuffle(Random random);

    int batchesPerEpoch();

    /** The batch at an index of the epoch that was last drawn; augmentation draws from {@code random}. */
    Batch batch(int index, Random random);

    Loss loss();

    /** Without augmentation. */
    Validation validate(Network network);
}
