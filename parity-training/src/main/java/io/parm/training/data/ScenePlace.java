package io.parm.training.data;

import java.util.Random;

/**
 * Where an item of a scene is, pixels.
 *
 * @param ink the part of the item's own image that is not dark
 * @param x left edge on the canvas
 * @param y upper edge on the canvas
 * @param width on the canvas, 1 or more
 * @param height on the canvas, 1 or more
 */
record ScenePlace(Ink ink, int x, int y, int width, int height) {

    private static final int MIN_ITEM = 20;
    private static final int MAX_ITEM = 40;

    /** Somewhere on a square canvas, the longer side 20 … 40 pixels. */
    static ScenePlace draw(Ink ink, int canvasSide, Random random) {
        int longer = MIN_ITEM + random.nextInt(MAX_ITEM - MIN_ITEM + 1);
        double scale = longer / (double) Math.max(ink.width(), ink.height());
        int width = Math.max(1, (int) Math.round(ink.width() * scale));
        int height = Math.max(1, (int) Math.round(ink.height() * scale));
        int x = random.nextInt(canvasSide - width + 1);
        int y = random.nextInt(canvasSide - height + 1);
        return new ScenePlace(ink, x, y, width, height);
    }

    /** {@code {cx, cy, w, h}} as shares of the canvas. */
    float[] box(float canvasSide) {
        return new float[] {
            (x + width / 2f) / canvasSide, (y + height / 2f) / canvasSide, width / canvasSide, height / canvasSide
        };
    }

    /** The smallest box around what is not dark in an image; the whole image if all is. Sizes are 1 or more. */
    record Ink(int left, int top, int width, int height) {

        private static final int DARKEST = 24;

        static Ink of(byte[] image, int imageWidth) {
            int left = imageWidth;
            int right = -1;
            int top = -1;
            int bottom = -1;
            for (int i = 0; i < image.length; i++) {
                if ((image[i] & 0xff) >= DARKEST) {
                    left = Math.min(left, i % imageWidth);
                    right = Math.max(right, i % imageWidth);
                    top = top < 0 ? i / imageWidth : top;
                    bottom = i / imageWidth;
                }
            }
            return right < 0
                    ? new Ink(0, 0, imageWidth, image.length / imageWidth)
                    : new Ink(left, top, right - left + 1, bottom - top + 1);
        }
    }
}
