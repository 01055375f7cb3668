package io.parm.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.cluster.EmbeddedKafka;
import io.parm.lab.load.Inputs;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.RunReport;
import io.parm.schemas.AnswerSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EchoBaselineIT {

    @TempDir
    Path directory;

    @Test
    void everyQueryIsEchoedOnceAtItsScheduledTime() throws Exception {
        Inputs images = Inputs.cycling(new float[1][28 * 28], 1, 28, 28);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            EchoBaseline.measure(kafka, "warmup", images, 10, PoissonSchedule.ofCount(200, 50, 1));
            RunReport report = EchoBaseline.measure(kafka, "echo", images, 10, PoissonSchedule.ofCount(400, 800, 2));
            assertThat(report.sent()).isEqualTo(800);
            assertThat(report.answered()).isEqualTo(800);
            assertThat(report.duplicates()).isZero();
            assertThat(report.answers()).containsEntry(AnswerSource.ORIGINAL, 800);
            assertThat(report.latencies().rankedMs(0)).isPositive();
        }
    }
}
