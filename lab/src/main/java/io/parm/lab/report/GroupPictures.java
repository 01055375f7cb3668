package io.parm.lab.report;

import io.parm.training.GroupExample;
import io.parm.training.data.BoxOverlap;
import io.parm.training.data.Task;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Coding groups to be looked at: each query's image, what is true, the deployed model's answer and the reconstruction, then the parity
 * query.
 */
record GroupPictures(Task task, List<GroupExample> groups) {

    private static final int RANK = 3;

    /** From this score on an output that is no class counts as right; half the union is the usual bound for boxes. */
    private static final double RIGHT = 0.5;

    /** Whether there is something to look at. */
    boolean drawable() {
        return task.input().images() && task.test().shape().length == RANK && !groups.isEmpty();
    }

    String render() {
        String all = groups.stream()
                .map(this::group)
                .collect(Collectors.joining("", "<div class=\"groups\">\n", "</div>\n"));
        return boxes() ? BoxPicture.LEGEND + all : all;
    }

    private String group(GroupExample group) {
        int[] shape = task.test().shape();
        String slots = IntStream.range(0, group.slots().size())
                .mapToObj(slot -> slot(group.slots().get(slot), slot))
                .collect(Collectors.joining());
        String layers = PixelPicture.of(group.parityQuery(), group.parityShape(), shape[0]).stream()
                .map(GroupPictures::image)
                .collect(Collectors.joining("", "<div class=\"layers\">", "</div>"));
        String parityShape =
                IntStream.of(group.parityShape()).mapToObj(String::valueOf).collect(Collectors.joining(" × "));
        return "<div class=\"group\">" + slots + "<div class=\"arrow\">→</div><figure>" + layers
                + "<figcaption><b>parity query</b><br>" + parityShape + "</figcaption></figure></div>\n";
    }

    private String slot(GroupExample.Slot slot, int number) {
        int[] shape = task.test().shape();
        String picture = PixelPicture.of(slot.input(), shape, shape[0]).stream()
                .map(uri -> boxes() ? BoxPicture.of(uri, shape, slot) : image(uri))
                .collect(Collectors.joining());
        return "<figure>" + picture + "<figcaption><b>" + Html.escape("slot " + number + truth(slot)) + "</b><br>"
                + answer("deployed", slot.deployed(), slot) + "<br>"
                + answer("reconstructed", slot.reconstructed(), slot) + "</figcaption></figure>";
    }

    /** A box is drawn and need not be told. */
    private String truth(GroupExample.Slot slot) {
        if (boxes()) {
            return "";
        }
        return slot.truth().length == 0 ? ": unknown" : ": " + said(slot.truth());
    }

    private String answer(String who, float[] output, GroupExample.Slot slot) {
        float[] answer = task.metric().asTruth(output);
        if (slot.truth().length == 0) {
            return Html.escape(who + ": " + said(answer));
        }
        double score = task.metric().score(output, slot.truth());
        boolean right = score >= RIGHT;
        String text = classes() ? said(answer) : String.format(Locale.ROOT, "%.2f", score);
        return "<span class=\"" + (right ? "right" : "wrong") + "\">"
                + Html.escape((right ? "✓ " : "✗ ") + who + ": " + text) + "</span>";
    }

    private boolean boxes() {
        return task.metric() instanceof BoxOverlap;
    }

    private boolean classes() {
        return task.output().kind() == Task.Kind.CLASSIFICATION;
    }

    /** A class by its label; numbers as they are. */
    private String said(float[] answer) {
        if (!classes()) {
            return IntStream.range(0, answer.length)
                    .mapToObj(i -> String.format(Locale.ROOT, "%.2f", answer[i]))
                    .collect(Collectors.joining(", "));
        }
        int label = (int) answer[0];
        return task.output().labels().isEmpty()
                ? String.valueOf(label)
                : task.output().labels().get(label);
    }

    private static String image(String uri) {
        return "<img src=\"" + uri + "\" alt=\"\">";
    }
}
