package io.parm.lab.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.load.Answer;
import io.parm.lab.load.AnswerCollector;
import io.parm.lab.load.LoadGenerator;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.SentLoad;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A load that flows while a test goes on, and its answers. */
final class FlowingLoad implements AutoCloseable {

    private final int queries;
    private final LoadGenerator generator;
    private final AnswerCollector answers;
    private final CompletableFuture<SentLoad> sending;

    /**
     * @param job whose topics it uses, see {@link TestStand#settings}
     * @param name which the ids of its queries begin with
     */
    FlowingLoad(TestStand stand, String job, String name, double perSecond, int queries) {
        String servers = stand.kafka.bootstrapServers();
        this.queries = queries;
        generator = new LoadGenerator(servers, job + "-queries", TestStand.DATA.inputs());
        answers = new AnswerCollector(servers, job + "-predictions", name);
        sending = CompletableFuture.supplyAsync(
                () -> generator.send(name, PoissonSchedule.ofCount(perSecond, queries, 1)));
    }

    void awaitAnswers(int count) throws InterruptedException {
        assertThat(answers.await(count, Await.LONG)).as("answers").isTrue();
    }

    /** Every query has at least one answer. */
    void awaitAllAnswered() throws InterruptedException {
        SentLoad load = sending.join();
        assertThat(load.unsent()).isZero();
        assertThat(answers.await(queries, Await.LONG))
                .as("%s of %s answered", answers.answered(), queries)
                .isTrue();
    }

    /** By query id. */
    Map<String, Answer> answers() {
        return answers.answers();
    }

    @Override
    public void close() {
        sending.cancel(true);
        generator.close();
        answers.close();
    }
}
