package io.parm.lab.cluster;

import java.nio.file.Path;

/** A broker and a Flink cluster of this process, each started when it is first asked for. Not thread-safe. */
public final class Clusters implements AutoCloseable {

    private final Path logs;
    private final int slots;
    private EmbeddedKafka kafka;
    private EmbeddedFlink flink;

    /**
     * @param logs folder of the broker's logs
     * @param slots task slots
     */
    public Clusters(Path logs, int slots) {
        this.logs = logs;
        this.slots = slots;
    }

    public EmbeddedKafka kafka() {
        if (kafka == null) {
            kafka = EmbeddedKafka.start(logs, 0);
        }
        return kafka;
    }

    public EmbeddedFlink flink() {
        if (flink == null) {
            flink = EmbeddedFlink.start(slots, EmbeddedFlink.FREE_PORT);
        }
        return flink;
    }

    @Override
    public void close() throws Exception {
        try (EmbeddedKafka startedKafka = kafka;
                EmbeddedFlink startedFlink = flink) {
            // Closing is all there is to do; what was not started is null.
        }
    }
}
