package io.parm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ParityOutput;
import io.parm.training.Evaluation;
import io.parm.training.GroupExample;
import io.parm.training.ModeScores;
import io.parm.training.data.Augmentation;
import io.parm.training.data.Images;
import io.parm.training.data.Normalisation;
import io.parm.training.data.Task;
import io.parm.training.data.TopAccuracy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationPageTest {

    private static final CodeSpec SUM = new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, 2, 1);
    private static final ModeScores UNKNOWN = new ModeScores(Double.NaN, Double.NaN);

    @Test
    void pageShowsFiguresPlotsAndGroups() {
        String page = page(task("fashion-mnist", true), new ModeScores(0.9, 0.75));
        assertThat(page)
                .contains("90.00 %", "75.00 %", "70.00 % … 80.00 %", "not decodable", "addition/sum, k = 2, r = 1")
                .contains("Reconstructed (A_d) by k", "the paper, addition", "All answers together (A_o)")
                .contains("By class", "What reconstructions take for what", "Coding groups of test samples")
                .contains("✓ deployed: b", "✗ reconstructed: ", "data:image/png;base64,", "parity query");
    }

    @Test
    void pageNeedsNoOtherFileAndNoScript() {
        assertThat(page(task("mnist", true), new ModeScores(0.9, 0.75)))
                .doesNotContain("<script", "http", "<link", "src=\"/");
    }

    @Test
    void labelsAreTextAndNeverMarkup() {
        assertThat(page(task("mnist", true), new ModeScores(0.9, 0.75)))
                .contains("&lt;b&gt;&amp;&quot;&#39;")
                .doesNotContain("<b>&\"");
    }

    @Test
    void inputsThatAreNoImagesAreNotDrawn() {
        assertThat(page(task("csv", false), new ModeScores(0.9, 0.75)))
                .contains("The paper has no value for this task.")
                .doesNotContain("Coding groups of test samples", "<img");
    }

    @Test
    void withoutLabelsOnlyTheAgreementIsTold() {
        assertThat(page(task("mnist", true), UNKNOWN))
                .contains("there are no labels to tell", "85.00 %")
                .doesNotContain("by k", "By slot", "NaN");
    }

    private static String page(Task task, ModeScores scores) {
        boolean known = !Double.isNaN(scores.deployed());
        List<Evaluation.ClassScores> classes = List.of(
                new Evaluation.ClassScores("<b>&\"'", 10, new ModeScores(1, 0.5), List.of(5, 5)),
                new Evaluation.ClassScores("b", 0, UNKNOWN, List.of(0, 0)));
        Evaluation evaluation = new Evaluation(
                "accuracy",
                10,
                scores,
                0.85,
                10,
                new Evaluation.Interval(known ? 0.7 : Double.NaN, known ? 0.8 : Double.NaN),
                new Evaluation.Breakdown(
                        List.of(scores.degraded(), Double.NaN),
                        List.of(scores.degraded(), scores.degraded()),
                        Map.of(),
                        known ? classes : List.of(),
                        UNKNOWN),
                new Evaluation.Costs(1000, 500, 1, 0.5));
        GroupExample.Slot slot = new GroupExample.Slot(
                new float[] {-1, 0, 1, 2}, new float[] {1}, new float[] {0, 1}, new float[] {1, 0});
        GroupExample group = new GroupExample(List.of(slot, slot), new float[] {0, 1, 2, 3}, new int[] {1, 2, 2});
        return new EvaluationPage(new EvaluatedService("a-service", SUM, task, evaluation, List.of(group))).render();
    }

    private static Task task(String name, boolean images) {
        Normalisation normalisation = Normalisation.grey(0, 1);
        Images samples = new Images(new int[] {1, 2, 2}, List.of(new byte[4]), List.of(new float[] {1}), normalisation);
        return new Task(
                name,
                samples,
                samples,
                new Task.Input(normalisation, images, Augmentation.NONE),
                Task.Output.classes(List.of("<b>&\"'", "b")),
                TopAccuracy.FIRST,
                "drawn");
    }
}
