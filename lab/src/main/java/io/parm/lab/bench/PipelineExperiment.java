package io.parm.lab.bench;

import io.parm.lab.Folders;
import io.parm.lab.load.Figures;
import io.parm.lab.pipeline.QuerySize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The job with instances that do nothing, against a plain Flink job and a bare Kafka echo: what is the pipeline's own cost.
 *
 * @param bytes of a query, for people
 * @param shape of a query
 * @param rate the lower of two, queries per second
 * @param higher the other rate, as a multiple
 * @param backlog queries of a drained topic
 * @param quickBacklog the same in the short variant
 */
record PipelineExperiment(
        String name, String bytes, List<Integer> shape, double rate, double higher, int backlog, int quickBacklog)
        implements Experiment {

    /** Small grey images. */
    static final PipelineExperiment SMALL =
            new PipelineExperiment("pipeline", "3 KB", List.of(1, 28, 28), 200, 5, 200_000, 40_000);

    /** Colour images of the size that most networks take. */
    static final PipelineExperiment LARGE =
            new PipelineExperiment("pipeline-large", "600 KB", List.of(3, 224, 224), 20, 2.5, 1_000, 300);

    @Override
    public String summary() {
        return "the job against a plain Flink job and a Kafka echo, with instances that do nothing, for queries of "
                + bytes;
    }

    @Override
    public InstanceKind instances() {
        return InstanceKind.EMULATED;
    }

    @Override
    public int seconds() {
        return 8;
    }

    @Override
    public int runs() {
        return 5;
    }

    @Override
    public List<? extends Figures> run(Bench bench) throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory("parm-pipeline");
            try {
                return new PipelineContest(bench, size(bench.options()), folder).run();
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no place for the services", e);
        }
    }

    private QuerySize size(Bench.Options options) {
        double high = higher * options.rate();
        String topics = bytes.replace(' ', '-');
        return options.quick()
                ? new QuerySize(topics, shape, List.of(high), quickBacklog)
                : new QuerySize(topics, shape, List.of(options.rate(), high), backlog);
    }
}
