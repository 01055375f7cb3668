package io.parm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ParityOutput;
import io.parm.training.Evaluation;
import io.parm.training.GroupExample;
import io.parm.training.ModeScores;
import io.parm.training.TrainingHistory;
import io.parm.training.data.Augmentation;
import io.parm.training.data.BoxOverlap;
import io.parm.training.data.Images;
import io.parm.training.data.Normalisation;
import io.parm.training.data.Task;
import io.parm.training.data.TopAccuracy;
import io.parm.training.engine.PairedTimes;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class EvaluationPageTest {

    private static final CodeSpec SUM = new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, 2, 1);
    private static final List<TrainingHistory.Epoch> HISTORY = List.of(
            new TrainingHistory.Epoch("deployed", 1, 1.5, 1.25, 0.8, 10),
            new TrainingHistory.Epoch("deployed", 2, 1, 0.75, 0.9, 10),
            new TrainingHistory.Epoch("parity-0", 1, 3, 2, 0.6, 5),
            new TrainingHistory.Epoch("parity-0", 2, 2, 1.5, 0.7, 5));
    private static final ModeScores UNKNOWN = new ModeScores(Double.NaN, Double.NaN);

    @Test
    void pageShowsFiguresPlotsAndGroups() {
        String page = page(task("fashion-mnist", true), new ModeScores(0.9, 0.75));
        assertThat(page)
                .contains("90.00 %", "75.00 %", "70.00 % … 80.00 %", "not decodable", "addition/sum, k = 2, r = 1")
                .contains("parity model, 0.51 times the deployed one’s 1.00 ms")
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
    void aServiceWithoutAHistoryHasNoLossCurves() {
        assertThat(new LossPlots(List.of()).render()).isEmpty();
    }

    @Test
    void manyEpochsHaveRoundTicks() {
        List<TrainingHistory.Epoch> epochs = IntStream.rangeClosed(1, 40)
                .mapToObj(epoch -> new TrainingHistory.Epoch("parity-0", epoch, 1.0 / epoch, 1.0 / epoch, 0.5, 1))
                .toList();
        assertThat(new LossPlots(epochs).render())
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains(">5<", ">10<", ">40<", ">0.2<")
                .doesNotContain(">1<", ">4<", "<circle");
    }

    @Test
    void withoutLabelsOnlyTheAgreementIsTold() {
        assertThat(page(task("mnist", true), UNKNOWN))
                .contains("there are no labels to tell", "85.00 %")
                .doesNotContain("by k", "By slot", "NaN");
    }

    @Test
    void lossesAreDrawnByModelWhereTheServiceHasAHistory() {
        String page = page(task("mnist", true), new ModeScores(0.9, 0.75));
        assertThat(page)
                .contains("Training the deployed model", "Training the parity model", "validation samples", ">epoch<");
        // Deployed, then parity: each 2 epochs of 2 losses, and a dot for each.
        assertThat(page.substring(page.indexOf("Training the deployed model")).split("<circle", -1))
                .hasSize(1 + 2 * 2 * 2);
    }

    @Test
    void boxesAreDrawnOnThePicturesWhereTheOutputIsOne() {
        GroupExample.Slot known = new GroupExample.Slot(
                new float[] {-1, 0, 1, 2},
                new float[] {0.5f, 0.5f, 1, 0.5f},
                new float[] {0.5f, 0.25f, 0.5f, 0.5f},
                new float[] {0.75f, 0.5f, 0.25f, 1});
        GroupExample.Slot noBox = new GroupExample.Slot(
                new float[4], new float[0], new float[] {0.5f, 0.5f, -1, 1}, new float[] {0.5f, 0.5f, 1, Float.NaN});
        Task boxes = new Task(
                "localisation",
                samples(),
                samples(),
                new Task.Input(Normalisation.grey(0, 1), true, Augmentation.NONE),
                Task.Output.numbers("cx", "cy", "w", "h"),
                new BoxOverlap(),
                "drawn");
        GroupExample group = new GroupExample(List.of(known, noBox), new float[] {0, 1, 2, 3}, new int[] {1, 2, 2});
        String pictures = new GroupPictures(boxes, List.of(group)).render();
        assertThat(pictures)
                .contains("<rect x=\"0\" y=\"43\" width=\"172\" height=\"86\" fill=\"none\" stroke=\"" + Svg.GREEN)
                .contains("<rect x=\"43\" y=\"0\" width=\"86\" height=\"86\" fill=\"none\" stroke=\"" + Svg.SKY)
                .contains("<rect x=\"107.5\" y=\"0\" width=\"43\" height=\"172\" fill=\"none\" stroke=\"" + Svg.ORANGE)
                .contains("slot 0</b>", "</span>deployed model", "deployed: 0.");
        assertThat(pictures.split("<rect ", -1)).hasSize(1 + 3);
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
                new Evaluation.Costs(1000, 500, new PairedTimes(0.5, 1, 0.51)));
        GroupExample.Slot slot = new GroupExample.Slot(
                new float[] {-1, 0, 1, 2}, new float[] {1}, new float[] {0, 1}, new float[] {1, 0});
        GroupExample group = new GroupExample(List.of(slot, slot), new float[] {0, 1, 2, 3}, new int[] {1, 2, 2});
        return new EvaluationPage(new EvaluatedService("a-service", SUM, task, evaluation, List.of(group), HISTORY))
                .render();
    }

    private static Images samples() {
        return new Images(
                new int[] {1, 2, 2}, List.of(new byte[4]), List.of(new float[] {1}), Normalisation.grey(0, 1));
    }

    private static Task task(String name, boolean images) {
        Normalisation normalisation = Normalisation.grey(0, 1);
        return new Task(
                name,
                samples(),
                samples(),
                new Task.Input(normalisation, images, Augmentation.NONE),
                Task.Output.classes(List.of("<b>&\"'", "b")),
                TopAccuracy.FIRST,
                "drawn");
    }
}
