package io.parm.lab.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.cluster.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flink's SQL client with the job's jar, against a session cluster whose lib folder has nothing of this project. */
class SqlClientIT {

    @TempDir
    Path folder;

    @Test
    void thePageCanBePastedIntoTheSqlClient() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                SessionCluster cluster = new SessionCluster(folder)) {
            kafka.createTopics("predictions", "corrections");
            SqlPage.fillTopics(kafka.bootstrapServers());
            cluster.start();
            String page = String.join(";\n", SqlPage.statements(kafka.bootstrapServers())) + ";\n";
            Path script = Files.writeString(
                    folder.resolve("page.sql"), "SET 'sql-client.execution.result-mode' = 'tableau';\n" + page);

            SessionCluster.Submission client = cluster.sqlClient(JobJar.path(), script);

            assertThat(client.exitCode()).as(client.toString()).isZero();
            assertThat(client.stdout().replaceAll(" +", " "))
                    .contains("| a | ORIGINAL | 0 |", "| b | 1 | 2.0 |", "| DEFAULT | 1 | 2000 |")
                    .doesNotContain("[ERROR]");
        }
    }
}
