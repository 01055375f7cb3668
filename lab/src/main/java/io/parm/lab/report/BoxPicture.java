package io.parm.lab.report;

import io.parm.lab.report.Svg.Box;
import io.parm.training.GroupExample;

/** A query's picture with boxes on it: where the item is, where the deployed model puts it, and where the reconstruction does. */
final class BoxPicture {

    /** What each colour means, for a page that has such pictures. */
    static final String LEGEND = "<p class=\"legend\">" + entry(Svg.GREEN, "true") + entry(Svg.SKY, "deployed model")
            + entry(Svg.ORANGE, "reconstructed") + "</p>\n";

    private static final int WIDTH = 172;
    private static final int NUMBERS = 4;

    private BoxPicture() {}

    /**
     * Draws one.
     *
     * @param uri of the picture
     * @param shape of the picture, {@code [channels, height, width]}
     * @param slot whose truth and outputs are {@code {cx, cy, w, h}} as shares of the picture's width and height
     */
    static String of(String uri, int[] shape, GroupExample.Slot slot) {
        int height = WIDTH * shape[1] / shape[2];
        Svg svg = new Svg(WIDTH, height);
        svg.image(uri);
        frame(svg, height, slot.truth(), Svg.GREEN);
        frame(svg, height, slot.deployed(), Svg.SKY);
        frame(svg, height, slot.reconstructed(), Svg.ORANGE);
        return svg.render();
    }

    /** Outputs that are no box, and what is not known, cannot be drawn. */
    private static void frame(Svg svg, int height, float[] box, String color) {
        if (box.length == NUMBERS && box[2] > 0 && box[3] > 0) {
            double left = (box[0] - box[2] / 2.0) * WIDTH;
            double top = (box[1] - box[3] / 2.0) * height;
            svg.frame(new Box(left, top, (double) box[2] * WIDTH, (double) box[3] * height), color);
        }
    }

    private static String entry(String color, String meaning) {
        return "<span style=\"border-color:" + color + "\"></span>" + Html.escape(meaning);
    }
}
