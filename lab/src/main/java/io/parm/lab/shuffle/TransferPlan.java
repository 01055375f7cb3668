package io.parm.lab.shuffle;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * An endless sequence of transfers, the same for the same seed: sender and receiver at random, sizes as the paper's 128 to 256 MB, scaled to
 * the links so that one of 192 MB would take 1.5 s alone. Not thread-safe.
 */
final class TransferPlan {

    private static final double MIN_MB = 128;
    private static final double MAX_MB = 256;
    private static final double MEAN_MB = (MIN_MB + MAX_MB) / 2;
    private static final double MEAN_SECONDS = 1.5;

    private final NetworkShape shape;
    private final SplittableRandom random;

    private TransferPlan(NetworkShape shape, SplittableRandom random) {
        this.shape = shape;
        this.random = random;
    }

    /** One plan for each of the shape's concurrent transfers, so that how long one takes has no influence on what the others do. */
    static List<TransferPlan> of(NetworkShape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Stream.generate(() -> new TransferPlan(shape, random.split()))
                .limit(shape.transfers())
                .toList();
    }

    Transfer next() {
        int from = random.nextInt(shape.instances());
        int to = (from + 1 + random.nextInt(shape.instances() - 1)) % shape.instances();
        double size = (MIN_MB + random.nextDouble() * (MAX_MB - MIN_MB)) / MEAN_MB;
        return new Transfer(from, to, Math.round(size * MEAN_SECONDS * shape.bytesPerSecond()));
    }
}
