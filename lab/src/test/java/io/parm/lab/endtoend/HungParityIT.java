package io.parm.lab.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.cluster.RunningJob;
import io.parm.lab.load.Answer;
import io.parm.lab.load.AnswerCollector;
import io.parm.lab.load.LoadGenerator;
import io.parm.lab.load.PoissonSchedule;
import io.parm.schemas.AnswerSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HungParityIT {

    private static final int QUERIES = 800;
    private static final double PER_SECOND = 400;

    private static final int PARITY_QUEUE = 50;

    /** Deadlines that no query reaches, and a parity queue that soon is full. */
    private static final Map<String, String> SETTINGS = Map.of(
            "answer.deadline", "10 min",
            "answer.give-up", "10 min",
            "parity.queue-capacity", String.valueOf(PARITY_QUEUE));

    @TempDir
    Path folder;

    @Test
    void withAHungParityPoolEveryQueryIsAnsweredByItsOriginal() throws Exception {
        try (TestStand stand = new TestStand(folder)) {
            RunningJob job = stand.submit(stand.settings("hung", SETTINGS), "hang:parity-*", Optional.empty());
            String servers = stand.kafka.bootstrapServers();
            try (AnswerCollector answers = new AnswerCollector(servers, "hung-predictions", "hung");
                    LoadGenerator generator = new LoadGenerator(servers, "hung-queries", TestStand.DATA.inputs())) {
                generator.send("hung", PoissonSchedule.ofCount(PER_SECOND, QUERIES, 1));
                assertThat(answers.await(QUERIES, Await.LONG)).isTrue();
                assertThat(answers.answers().values())
                        .extracting(Answer::source)
                        .containsOnly(AnswerSource.ORIGINAL);
                assertThat(answers.answers().values())
                        .extracting(Answer::copies)
                        .containsOnly(1);
                assertThat(job.isAlive()).isTrue();
                assertThat(job.restarts()).isZero();
                awaitGroups(stand.checkpoints("hung"), PARITY_QUEUE + 1);
            }
            job.cancel();
        }
    }

    /** Groups whose parity query was rejected are done; those that wait for one, in the queue or at the instance, are kept. */
    private void awaitGroups(Path checkpoints, int count) throws Exception {
        Await.until(
                count + " groups in a checkpoint",
                () -> AnswerState.newest(checkpoints, folder)
                        .map(groups -> groups.size() == count)
                        .orElse(false));
    }
}
