package io.parm.lab.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.model.Service;
import io.parm.model.ServiceManifest;
import io.parm.model.UserError;
import io.parm.training.data.Augmentation;
import io.parm.training.data.Samples;
import io.parm.training.data.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PastTaskTest {

    private static final ServiceManifest SERVICE =
            Service.read(Path.of("services/fashion-mnist")).manifest();
    private static final int ELEMENTS = 28 * 28;

    @Test
    void theNewestTenthEvaluatesAndAllOthersTeach() {
        Task task = task(queries(0, 200), Map.of());
        assertThat(firsts(task.train())).isEqualTo(range(0, 180));
        assertThat(firsts(task.test())).isEqualTo(range(180, 200));
        assertThat(task.train().truth(0)).isEmpty();
        assertThat(task.source())
                .isEqualTo("topic queries, 180 queries to learn from and the 20 newest to evaluate, without labels");
    }

    @Test
    void theTaskIsTheServices() {
        Task task = task(queries(0, 100), Map.of());
        assertThat(task.name()).isEqualTo("fashion-mnist");
        assertThat(task.train().shape()).containsExactly(1, 28, 28);
        assertThat(task.output().kind()).isEqualTo(Task.Kind.CLASSIFICATION);
        assertThat(task.output().labels()).hasSize(10).startsWith("T-shirt/top");
        assertThat(task.input().images()).isTrue();
        assertThat(task.input().augmentation().maxShift()).isEqualTo(2);
        assertThat(task.input().normalisation().mean()).containsExactly(0.286f);
    }

    @Test
    void imagesWhoseOutputIsNoClassAreMirroredButNotMoved() {
        ServiceManifest boxes = new ServiceManifest(
                "boxes",
                SERVICE.input(),
                SERVICE.preprocess(),
                new ServiceManifest.Output(4, "regression", List.of("cx", "cy", "w", "h")),
                List.of(0.5f, 0.5f, 0.5f, 0.5f),
                SERVICE.code(),
                SERVICE.deployed(),
                SERVICE.parity(),
                Map.of(),
                Map.of());
        PastQueries past = new PastQueries(queries(0, 100), 0);
        Task task = new PastTask(boxes, "queries", past, PastPredictions.NONE).task();
        assertThat(task.output()).isEqualTo(Task.Output.BOX);
        assertThat(task.input().augmentation()).isEqualTo(Augmentation.MIRRORED);
    }

    @Test
    void anInputAskedAgainCountsOnceWhereItWasAskedFirst() {
        List<PastQueries.Query> queries = new ArrayList<>(queries(0, 150));
        for (int i = 0; i < 50; i++) {
            queries.add(new PastQueries.Query("again-" + i, 1000 + i, input(i)));
        }
        Task task = task(queries, Map.of());
        assertThat(firsts(task.train())).isEqualTo(range(0, 135));
        assertThat(firsts(task.test())).isEqualTo(range(135, 150));
    }

    @Test
    void recordedPredictionsAreUsedWhereTheyAreKnown() {
        float[] output = new float[10];
        Task task = task(queries(0, 100), Map.of("id-3", output, "id-95", output, "another", output));
        for (int i = 0; i < 90; i++) {
            assertThat(task.train().recordedOutput(i).isPresent())
                    .as("query %d", i)
                    .isEqualTo(i == 3);
        }
        assertThat(task.train().recordedOutput(3).orElseThrow()).isSameAs(output);
        assertThat(task.test().recordedOutput(5)).contains(output);
    }

    @Test
    void aPredictionWhoseIdTwoInputsShareIsNobodys() {
        List<PastQueries.Query> queries = new ArrayList<>(queries(0, 100));
        queries.set(7, new PastQueries.Query("id-3", 7, input(7)));
        Task task = task(queries, Map.of("id-3", new float[10], "id-4", new float[10]));
        assertThat(task.train().recordedOutput(3)).isEmpty();
        assertThat(task.train().recordedOutput(7)).isEmpty();
        assertThat(task.train().recordedOutput(4)).isPresent();
    }

    @Test
    void tooFewDifferentQueriesAreOneSentence() {
        List<PastQueries.Query> queries = new ArrayList<>(queries(0, 99));
        queries.addAll(queries(0, 99));
        assertThatThrownBy(() -> task(queries, Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "topic queries holds 99 different queries of fashion-mnist (4 records are none): at least 100 are"
                                + " needed to learn from");
    }

    @Test
    void howProducersNormaliseTensorsIsHandedOn() {
        ServiceManifest tensorsOnly = new ServiceManifest(
                "rows",
                new ServiceManifest.Input("float32", List.of(ELEMENTS)),
                null,
                SERVICE.output(),
                SERVICE.defaultOutput(),
                SERVICE.code(),
                SERVICE.deployed(),
                SERVICE.parity(),
                Map.of(),
                Map.of("input-mean", List.of(0.5, 1), "input-std", List.of(2, 0.25)));
        PastQueries past = new PastQueries(queries(0, 100), 0);
        Task task = new PastTask(tensorsOnly, "queries", past, PastPredictions.NONE).task();
        assertThat(task.input().images()).isFalse();
        assertThat(task.input().normalisation().mean()).containsExactly(0.5f, 1f);
        assertThat(task.input().normalisation().std()).containsExactly(2f, 0.25f);
    }

    private static Task task(List<PastQueries.Query> queries, Map<String, float[]> outputs) {
        PastQueries past = new PastQueries(queries, 4);
        return new PastTask(SERVICE, "queries", past, new PastPredictions(outputs)).task();
    }

    private static List<PastQueries.Query> queries(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new PastQueries.Query("id-" + i, i, input(i)))
                .toList();
    }

    /** An input that says at its first float which it is. */
    private static float[] input(int index) {
        float[] input = new float[ELEMENTS];
        input[0] = index;
        return input;
    }

    private static List<Integer> firsts(Samples samples) {
        return IntStream.range(0, samples.size())
                .mapToObj(i -> (int) samples.input(i)[0])
                .toList();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
