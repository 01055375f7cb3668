package io.parm.lab.topic;

import io.parm.model.ServiceManifest;
import io.parm.model.UserError;
import io.parm.training.data.Augmentation;
import io.parm.training.data.Metric;
import io.parm.training.data.Metrics;
import io.parm.training.data.Normalisation;
import io.parm.training.data.RecordedInputs;
import io.parm.training.data.Task;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A service's past queries as something to learn from: the newest tenth evaluates, all others teach. An input that was asked more than
 * once counts once, so that nothing evaluates that was also taught.
 *
 * @param service whose queries they are
 * @param topic they were in
 * @param answers what the service answered, as far as is known
 */
public record PastTask(ServiceManifest service, String topic, PastQueries queries, PastPredictions answers) {

    private static final int TEST_SHARE = 10;
    private static final int FEWEST = 100;

    /** An image is moved by this share of its smaller side at most: two pixels of 28. */
    private static final int SHIFT_SHARE = 14;

    /** @throws UserError if there are too few different queries */
    public Task task() {
        List<PastQueries.Query> different = different();
        if (different.size() < FEWEST) {
            throw new UserError("topic " + topic + " holds " + different.size() + " different queries of "
                    + service.name() + " (" + queries.refused() + " records are none): at least " + FEWEST
                    + " are needed to learn from");
        }
        int test = different.size() / TEST_SHARE;
        int train = different.size() - test;
        return new Task(
                service.name(),
                samples(different.subList(0, train)),
                samples(different.subList(train, different.size())),
                input(),
                output(),
                metric(),
                String.format(
                        Locale.ROOT,
                        "topic %s, %d queries to learn from and the %d newest to evaluate, without labels",
                        topic,
                        train,
                        test));
    }

    private List<PastQueries.Query> different() {
        Set<FloatBuffer> seen = new HashSet<>();
        return queries.queries().stream()
                .filter(query -> seen.add(FloatBuffer.wrap(query.input())))
                .toList();
    }

    private RecordedInputs samples(List<PastQueries.Query> part) {
        List<float[]> inputs = new ArrayList<>();
        List<float[]> outputs = new ArrayList<>();
        Set<String> ambiguous = ambiguousIds();
        for (PastQueries.Query query : part) {
            inputs.add(query.input());
            outputs.add(
                    ambiguous.contains(query.id())
                            ? RecordedInputs.NOTHING
                            : answers.outputs().getOrDefault(query.id(), RecordedInputs.NOTHING));
        }
        return new RecordedInputs(shape(), inputs, outputs);
    }

    /** Ids of more than one input, as of a producer that numbers from 0 at every start: nobody can tell which was answered. */
    private Set<String> ambiguousIds() {
        Set<String> seen = new HashSet<>();
        return different().stream()
                .map(PastQueries.Query::id)
                .filter(id -> !seen.add(id))
                .collect(Collectors.toSet());
    }

    private int[] shape() {
        return service.input().shape().stream().mapToInt(Integer::intValue).toArray();
    }

    /** A moved image is of the same class, but its box, say, is another; of a mirrored one the model is asked. */
    private Task.Input input() {
        if (service.preprocess() == null) {
            return new Task.Input(asTrained(), false, Augmentation.NONE);
        }
        int shift = service.output().isClassification() ? Math.min(shape()[1], shape()[2]) / SHIFT_SHARE : 0;
        Normalisation normalisation = new Normalisation(
                service.preprocess().mean(), service.preprocess().std());
        return new Task.Input(normalisation, true, new Augmentation(shift, true));
    }

    /** What producers normalise tensors with, where the service says it: it belongs into the new service too. */
    private Normalisation asTrained() {
        Map<String, Object> training = service.training() == null ? Map.of() : service.training();
        if (training.get("input-mean") instanceof List<?> mean && training.get("input-std") instanceof List<?> std) {
            return new Normalisation(floats(mean), floats(std));
        }
        return Normalisation.UNKNOWN;
    }

    private static List<Float> floats(List<?> numbers) {
        return numbers.stream().map(number -> ((Number) number).floatValue()).toList();
    }

    private Task.Output output() {
        List<String> labels =
                service.output().labels() == null ? List.of() : service.output().labels();
        return new Task.Output(
                Task.Kind.valueOf(service.output().kind().toUpperCase(Locale.ROOT)),
                service.output().size(),
                labels);
    }

    private Metric metric() {
        return Metrics.of(output());
    }
}
