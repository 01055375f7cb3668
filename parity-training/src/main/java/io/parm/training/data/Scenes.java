package io.parm.training.data;

import java.util.Random;

/**
 * Items composed on cluttered canvases, each with the box of its item as truth. Immutable, thread-safe.
 *
 * <p>A canvas is drawn anew whenever it is asked for, from a seed of its own, so canvases take no memory: weak noise, fragments of
 * other items at half brightness, and one whole item, its longer side scaled to 20 … 40 pixels, anywhere.
 */
final class Scenes implements Samples {

    /** Height and width of a canvas, pixels. */
    static final int SIDE = 64;

    private static final int NOISE = 40;
    private static final int FRAGMENTS = 6;
    private static final int FRAGMENT = 10;
    private static final long SEED_STEP = 0x9E3779B97F4A7C15L;

    private final Images items;
    private final Normalisation normalisation;
    private final long seed;
    private final int from;
    private final int to;

    /**
     * @param items one per canvas, {@code [1, height, width]}, at least 10 pixels high and wide
     * @param seed of places, sizes and clutter
     */
    Scenes(Images items, Normalisation normalisation, long seed) {
        this(items, normalisation, seed, 0, items.size());
    }

    private Scenes(Images items, Normalisation normalisation, long seed, int from, int to) {
        this.items = items;
        this.normalisation = normalisation;
        this.seed = seed;
        this.from = from;
        this.to = to;
    }

    @Override
    public int size() {
        return to - from;
    }

    @Override
    public int[] shape() {
        return new int[] {1, SIDE, SIDE};
    }

    /** Mirrored, but not moved: what is moved out would be missing from its box. */
    @Override
    public float[] input(int index, View view) {
        byte[] canvas = canvas(index);
        float[] input = new float[canvas.length];
        for (int i = 0; i < input.length; i++) {
            int x = i % SIDE;
            int pixel = canvas[i - x + (view.mirrored() ? SIDE - 1 - x : x)] & 0xff;
            input[i] = normalisation.apply(0, pixel / 255f);
        }
        return input;
    }

    /** {@code {cx, cy, w, h}} as shares of the canvas. */
    @Override
    public float[] truth(int index) {
        return place(index, random(index)).box(SIDE);
    }

    @Override
    public Samples range(int rangeFrom, int rangeTo) {
        return new Scenes(items, normalisation, seed, from + rangeFrom, from + rangeTo);
    }

    private Random random(int index) {
        return new Random(seed + SEED_STEP * (from + index + 1));
    }

    private ScenePlace place(int index, Random random) {
        ScenePlace.Ink ink = ScenePlace.Ink.of(items.pixels(from + index), items.shape()[2]);
        return ScenePlace.draw(ink, SIDE, random);
    }

    /** {@code [1, 64, 64]}, unsigned bytes before normalisation. */
    byte[] canvas(int index) {
        Random random = random(index);
        ScenePlace place = place(index, random);
        byte[] canvas = new byte[SIDE * SIDE];
        for (int i = 0; i < canvas.length; i++) {
            canvas[i] = (byte) random.nextInt(NOISE);
        }
        for (int i = 0; i < FRAGMENTS; i++) {
            drawFragment(canvas, items.pixels(random.nextInt(items.size())), random);
        }
        drawItem(canvas, items.pixels(from + index), place);
        return canvas;
    }

    private void drawFragment(byte[] canvas, byte[] item, Random random) {
        int itemWidth = items.shape()[2];
        int fromX = random.nextInt(itemWidth - FRAGMENT + 1);
        int fromY = random.nextInt(items.shape()[1] - FRAGMENT + 1);
        int corner = random.nextInt(SIDE - FRAGMENT + 1) * SIDE + random.nextInt(SIDE - FRAGMENT + 1);
        for (int i = 0; i < FRAGMENT * FRAGMENT; i++) {
            int pixel = item[(fromY + i / FRAGMENT) * itemWidth + fromX + i % FRAGMENT] & 0xff;
            brighten(canvas, corner + i / FRAGMENT * SIDE + i % FRAGMENT, pixel / 2);
        }
    }

    private void drawItem(byte[] canvas, byte[] item, ScenePlace place) {
        ScenePlace.Ink ink = place.ink();
        for (int i = 0; i < place.width() * place.height(); i++) {
            int x = i % place.width();
            int y = i / place.width();
            int fromX = ink.left() + x * ink.width() / place.width();
            int fromY = ink.top() + y * ink.height() / place.height();
            int pixel = item[fromY * items.shape()[2] + fromX] & 0xff;
            brighten(canvas, (place.y() + y) * SIDE + place.x() + x, pixel);
        }
    }

    private static void brighten(byte[] canvas, int at, int pixel) {
        canvas[at] = (byte) Math.max(canvas[at] & 0xff, pixel);
    }
}
