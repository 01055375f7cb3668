package io.parm.lab.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parm.coding.ErasureCode;
import io.parm.coding.GroupState.Status;
import io.parm.inference.InferenceResult.Kind;
import io.parm.inference.Instance;
import io.parm.inference.LocalInstances;
import io.parm.job.operator.AnswerGroup;
import io.parm.job.operator.GroupMaker;
import io.parm.job.operator.GroupMark;
import io.parm.job.operator.GroupQueries;
import io.parm.job.operator.ModelInputs;
import io.parm.job.stream.AdmittedQuery;
import io.parm.job.stream.Answer;
import io.parm.job.stream.Envelope;
import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.ModelInput;
import io.parm.job.stream.Outcome;
import io.parm.model.Service;
import io.parm.training.Evaluation;
import io.parm.training.GroupExample;
import io.parm.training.ServiceEvaluation;
import io.parm.training.data.FashionMnist;
import io.parm.training.data.Samples;
import io.parm.training.data.Task;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/**
 * The shipped service, on the same images: as {@code parm evaluate} measures it, and as the job's own operators and instances answer when
 * every query of the deployed model fails.
 */
class EvaluatorAgreesWithTheJobTest {

    private static final int IMAGES = 400;

    /** Batches of another size round otherwise, which may tip the scales once. */
    private static final double ONE_IMAGE = 1.0 / IMAGES + 1e-9;

    private static final long DEADLINE_MS = 10;
    private static final long GIVE_UP_MS = 20;

    private final Path folder = Path.of("services", "fashion-mnist");
    private final Service service = Service.read(folder);
    private final ErasureCode code = service.code();
    private final GroupMark mark = GroupMark.of(code, List.of());
    private final Task task = firstImages();

    @Test
    void reconstructionsAreAsAccurateInTheJobAsTheEvaluatorSays() throws Exception {
        Evaluation evaluation;
        List<GroupExample.Slot> queries;
        try (ServiceEvaluation models = ServiceEvaluation.open(folder, task, new ServiceEvaluation.Options(1, 1))) {
            evaluation = models.evaluate();
            queries = models.examples(IMAGES).stream()
                    .flatMap(group -> group.slots().stream())
                    .toList();
        }
        int right = 0;
        List<Answer> answers = answersOfTheJob(queries);
        assertThat(answers).hasSize(IMAGES).extracting(Answer::source).containsOnly(Status.RECONSTRUCTED);
        for (Answer answer : answers) {
            int query = Integer.parseInt(answer.envelope().queryId());
            right += task.metric().score(answer.output(), queries.get(query).truth()) > 0 ? 1 : 0;
        }
        assertThat(evaluation.scenarios()).isEqualTo(IMAGES);
        assertThat(evaluation.scores().degraded()).isGreaterThan(0.85);
        assertThat((double) right / IMAGES).isCloseTo(evaluation.scores().degraded(), within(ONE_IMAGE));
    }

    /** Queries come in the evaluator's order, so that the job makes the evaluator's groups. */
    private List<Answer> answersOfTheJob(List<GroupExample.Slot> queries) throws Exception {
        try (var grouping = new OneInputStreamOperatorTestHarness<>(new GroupQueries(code, mark, true, 50));
                var answering = answering();
                Instance parity =
                        new LocalInstances().open(service.parityModels().get(0), "parity-0", 1)) {
            grouping.setup(TypeInformation.of(GroupEvent.class).createSerializer(new SerializerConfigImpl()));
            grouping.open();
            answering.open();
            for (int query = 0; query < queries.size(); query++) {
                float[] input = queries.get(query).input();
                grouping.processElement(new StreamRecord<>(new AdmittedQuery(envelope(query), input)));
            }
            grouping.endInput();
            ModelInputs parityQueries = ModelInputs.parityQueries(mark, code.r());
            for (GroupEvent event : grouping.extractOutputValues()) {
                GroupEvent answered = event;
                if (parityQueries.contains(event)) {
                    answered = outcome((ModelInput) event, parity);
                } else if (event instanceof ModelInput query) {
                    answered = new Outcome(query.groupId(), query.index(), Kind.FAILED, null, "it broke");
                }
                answering.processElement(new StreamRecord<>(answered));
            }
            answering.setProcessingTime(DEADLINE_MS);
            return answering.extractOutputValues();
        }
    }

    private KeyedOneInputStreamOperatorTestHarness<String, GroupEvent, Answer> answering() throws Exception {
        float[] defaultOutput = service.defaultOutput();
        GroupMaker maker = new GroupMaker(code, mark, defaultOutput.length, 5, GIVE_UP_MS + 5);
        AnswerGroup operator = new AnswerGroup(maker, defaultOutput, true);
        return new KeyedOneInputStreamOperatorTestHarness<>(operator, GroupEvent::groupId, Types.STRING);
    }

    private static Outcome outcome(ModelInput query, Instance instance) {
        float[] output = instance.infer(List.of(query.input()))
                .toCompletableFuture()
                .join()
                .get(0);
        return new Outcome(query.groupId(), query.index(), Kind.OUTPUT, output, null);
    }

    private static Envelope envelope(int query) {
        return new Envelope(String.valueOf(query), null, List.of(), 0, DEADLINE_MS, GIVE_UP_MS);
    }

    private static Task firstImages() {
        Task all = FashionMnist.read(Path.of("..", "parity-training", "data", "fashion-mnist"));
        Samples test = all.test().range(0, IMAGES);
        return new Task(all.name(), all.train(), test, all.input(), all.output(), all.metric(), all.source());
    }
}
