package io.parm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ParityOutput;
import io.parm.inference.Instance;
import io.parm.inference.LocalInstances;
import io.parm.model.ModelFile;
import io.parm.model.Service;
import io.parm.model.ServiceManifest;
import io.parm.model.UserError;
import io.parm.training.data.FashionMnist;
import io.parm.training.data.Samples;
import io.parm.training.data.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that have learnt nothing are as hard to count as any. */
class ServiceEvaluationTest {

    private static final int SEED = 3;
    private static final ServiceEvaluation.Options OPTIONS = new ServiceEvaluation.Options(SEED, 1);
    private static final Offset<Double> ROUNDING = within(1e-9);
    private static final CodeSpec SUM = new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, 2, 1);
    private static final CodeSpec SLOTS = new CodeSpec(Encoder.Kind.STACKING, ParityOutput.Kind.PER_SLOT, 3, 1);

    @TempDir
    private Path folder;

    @Test
    void figuresOfASumCodeAreThoseOfASlowObviousComputation() throws IOException {
        Task task = SquareTask.sides();
        Samples test = task.test();
        Service service = UntrainedService.write(folder, task, SUM);
        Evaluation evaluation = evaluate(task);

        List<float[]> deployed = outputs(service.deployedModel(), inputs(test));
        List<float[]> parityQueries = new ArrayList<>();
        int[][] groups = Order.groups(200, 2, new Random(SEED));
        for (int[] group : groups) {
            parityQueries.add(service.code()
                    .encoder()
                    .encode(new float[][] {test.input(group[0]), test.input(group[1])}, 0));
        }
        List<float[]> parities = outputs(service.parityModels().get(0), parityQueries);
        int[] rightBySlot = new int[2];
        int[][] named = new int[2][2];
        int agreeing = 0;
        for (int group = 0; group < 100; group++) {
            for (int slot = 0; slot < 2; slot++) {
                float[] other = deployed.get(groups[group][1 - slot]);
                float[] parity = parities.get(group);
                int answer = parity[1] - other[1] > parity[0] - other[0] ? 1 : 0;
                int truth = (int) test.truth(groups[group][slot])[0];
                rightBySlot[slot] += answer == truth ? 1 : 0;
                named[truth][answer]++;
                agreeing += answer == Outputs.largest(deployed.get(groups[group][slot])) ? 1 : 0;
            }
        }
        assertThat(evaluation.scores().degraded()).isCloseTo((rightBySlot[0] + rightBySlot[1]) / 200.0, ROUNDING);
        assertThat(evaluation.agreement()).isCloseTo(agreeing / 200.0, ROUNDING);
        assertThat(evaluation.breakdown().bySlot()).containsExactly(rightBySlot[0] / 100.0, rightBySlot[1] / 100.0);
        assertThat(evaluation.breakdown().classes())
                .extracting(Evaluation.ClassScores::reconstructedAs)
                .containsExactly(List.of(named[0][0], named[0][1]), List.of(named[1][0], named[1][1]));
        assertThat(evaluation.scores().deployed()).isCloseTo(share(test, deployed), ROUNDING);
        assertThat(evaluation.scenarios()).isEqualTo(200);
    }

    @Test
    void twoMissingOutputsOfASumCodeWithOneParityAreNotDecodable() throws IOException {
        UntrainedService.write(folder, SquareTask.sides(), SUM);
        Evaluation evaluation = evaluate(SquareTask.sides());
        assertThat(evaluation.breakdown().byMissing()).hasSize(2);
        assertThat(evaluation.breakdown().byMissing().get(0))
                .isEqualTo(evaluation.scores().degraded());
        assertThat(evaluation.breakdown().byMissing().get(1)).isNaN();
        assertThat(evaluation.figures()).doesNotContainKey("accuracy-reconstructed-2-missing");
    }

    @Test
    void perSlotCodesReconstructAnyNumberAlike() throws IOException {
        UntrainedService.write(folder, SquareTask.sides(), SLOTS);
        Evaluation evaluation = evaluate(SquareTask.sides());
        assertThat(evaluation.breakdown().byMissing())
                .hasSize(3)
                .allSatisfy(
                        score -> assertThat(score).isCloseTo(evaluation.scores().degraded(), ROUNDING));
        assertThat(evaluation.breakdown().partial()).containsOnlyKeys(1, 2);
        assertThat(evaluation.scenarios()).isEqualTo(198);
        assertThat(evaluation.testSamples()).isEqualTo(200);
    }

    @Test
    void boxesHaveNoClassesAndNoTopFive() throws IOException {
        UntrainedService.write(folder, SquareTask.boxes(), SLOTS);
        Evaluation evaluation = evaluate(SquareTask.boxes());
        assertThat(evaluation.metric()).isEqualTo("iou");
        assertThat(evaluation.breakdown().classes()).isEmpty();
        assertThat(evaluation.breakdown().topFive().degraded()).isNaN();
        assertThat(evaluation.costs().inference().ms()).isPositive();
        assertThat(evaluation.costs().inference().otherMs()).isPositive();
    }

    @Test
    void theSameSeedGivesTheSameIntervalAroundTheScore() throws IOException {
        UntrainedService.write(folder, SquareTask.sides(), SLOTS);
        Evaluation first = evaluate(SquareTask.sides());
        assertThat(evaluate(SquareTask.sides()).interval()).isEqualTo(first.interval());
        assertThat(first.scores().degraded())
                .isBetween(first.interval().low(), first.interval().high());
    }

    @Test
    void intervalIsThatOfTheMeansStandardError() {
        double[] sums = DoubleStream.iterate(0, sum -> 1 - sum).limit(400).toArray();
        int[] counts = new int[400];
        Arrays.fill(counts, 1);
        Evaluation.Interval interval = Bootstrap.interval(sums, counts, 1);
        assertThat(interval.low()).isCloseTo(0.5 - 1.96 * 0.025, within(0.006));
        assertThat(interval.high()).isCloseTo(0.5 + 1.96 * 0.025, within(0.006));
    }

    @Test
    void everySetOfSlotsIsTriedOnceUnlessThereAreTooMany() {
        int tried = 0;
        for (int members = 1; members <= 8; members++) {
            for (int missing = 1; missing <= members; missing++) {
                List<Integer> sets = ManyLosses.sets(members, missing, 1);
                int count = missing;
                assertThat(sets).doesNotHaveDuplicates().allMatch(set -> Integer.bitCount(set) == count);
                tried += sets.size();
            }
        }
        assertThat(tried).isEqualTo(1 + 3 + 7 + 15 + 31 + 63 + 127 + 255);
        assertThat(ManyLosses.sets(16, 8, 1)).hasSize(70).doesNotHaveDuplicates();
    }

    @Test
    void aTaskOfAnotherShapeIsRefusedWithBothShapes() throws IOException {
        UntrainedService.write(folder, SquareTask.sides(), SLOTS);
        Task other = FashionMnist.read(Path.of("data", "fashion-mnist"));
        assertThatThrownBy(() -> ServiceEvaluation.open(folder, other, OPTIONS))
                .isInstanceOf(UserError.class)
                .hasMessage(folder + " takes inputs of 1x12x12 but those of fashion-mnist are 1x28x28");
    }

    @Test
    void aTaskWithOtherOutputsIsRefused() throws IOException {
        UntrainedService.write(folder, SquareTask.sides(), SLOTS);
        assertThatThrownBy(() -> ServiceEvaluation.open(folder, SquareTask.boxes(), OPTIONS))
                .isInstanceOf(UserError.class)
                .hasMessage(folder + " puts out 2 floats but square has 4 numbers");
    }

    @Test
    void aTaskOfPixelsOnAnotherScaleIsRefused() throws IOException {
        ServiceManifest manifest =
                UntrainedService.write(folder, SquareTask.sides(), SLOTS).manifest();
        Service.write(
                folder,
                new ServiceManifest(
                        manifest.name(),
                        manifest.input(),
                        new ServiceManifest.Preprocess(List.of(0.5f), List.of(0.25f)),
                        manifest.output(),
                        manifest.defaultOutput(),
                        manifest.code(),
                        manifest.deployed(),
                        manifest.parity(),
                        manifest.evaluation(),
                        manifest.training()));
        assertThatThrownBy(() -> ServiceEvaluation.open(folder, SquareTask.sides(), OPTIONS))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        folder + " takes pixels with mean [0.5] and std [0.25] but square comes with [0.1] and [0.3]:"
                                + " name the data it was trained on");
    }

    private Evaluation evaluate(Task task) throws IOException {
        try (ServiceEvaluation evaluation = ServiceEvaluation.open(folder, task, OPTIONS)) {
            return evaluation.evaluate();
        }
    }

    private static double share(Samples test, List<float[]> outputs) {
        int right = 0;
        for (int i = 0; i < test.size(); i++) {
            right += Outputs.largest(outputs.get(i)) == test.truth(i)[0] ? 1 : 0;
        }
        return (double) right / test.size();
    }

    private static List<float[]> inputs(Samples samples) {
        List<float[]> inputs = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            inputs.add(samples.input(i));
        }
        return inputs;
    }

    private static List<float[]> outputs(ModelFile file, List<float[]> inputs) {
        List<float[]> outputs = new ArrayList<>();
        try (Instance instance = new LocalInstances().open(file, "test", 1)) {
            for (float[] input : inputs) {
                outputs.add(instance.infer(List.of(input))
                        .toCompletableFuture()
                        .join()
                        .get(0));
            }
        }
        return outputs;
    }
}
