package io.parm.lab.command;

import io.parm.lab.cluster.EmbeddedKafka;
import io.parm.schemas.Contract;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parm cluster broker}: the broker's own process, which {@code up} starts. */
@Command(name = "broker", hidden = true, description = "Run the cluster's broker until SIGTERM.")
public final class ClusterBrokerCommand implements Callable<Integer> {

    @Option(names = "--data", required = true, description = "The broker's data.")
    private Path data;

    @Option(names = "--port", required = true, description = "Where clients connect.")
    private int port;

    @Option(names = "--partitions", required = true, description = "Of topics that do not exist yet.")
    private int partitions;

    @Override
    public Integer call() throws InterruptedException {
        EmbeddedKafka kafka = EmbeddedKafka.start(data, port);
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "close-broker"));
        kafka.createTopics(
                partitions,
                Contract.QUERIES_TOPIC,
                Contract.PREDICTIONS_TOPIC,
                Contract.CORRECTIONS_TOPIC,
                Contract.DEAD_LETTERS_TOPIC);
        new CountDownLatch(1).await();
        return 0;
    }
}
