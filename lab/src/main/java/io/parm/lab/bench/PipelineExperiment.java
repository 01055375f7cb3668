package io.parm.lab.bench;

import io.parm.lab.Folders;
import io.parm.lab.load.Figures;
import io.parm.lab.pipeline.QuerySize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The job with instances that do nothing, against a plain Flink job and a bare Kafka echo: what is the pipeline's own cost. */
final class PipelineExperiment implements Experiment {

    private static final List<Integer> SMALL = List.of(1, 28, 28);
    private static final List<Integer> LARGE = List.of(3, 224, 224);

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public String summary() {
        return "the job against a plain Flink job and a Kafka echo, with instances that do nothing";
    }

    @Override
    public InstanceKind instances() {
        return InstanceKind.EMULATED;
    }

    /** The lower of the rates for small queries; the others follow from it. */
    @Override
    public double rate() {
        return 200;
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
        List<Figures> figures = new ArrayList<>();
        try {
            Path folder = Files.createTempDirectory("parm-pipeline");
            try {
                for (QuerySize size : sizes(bench.options())) {
                    figures.addAll(new PipelineContest(bench, size, folder.resolve(size.name())).run());
                }
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no place for the services", e);
        }
        return figures;
    }

    private static List<QuerySize> sizes(Bench.Options options) {
        double rate = options.rate();
        if (options.quick()) {
            return List.of(
                    new QuerySize("3-KB", SMALL, List.of(5 * rate), 40_000),
                    new QuerySize("600-KB", LARGE, List.of(), 300));
        }
        return List.of(
                new QuerySize("3-KB", SMALL, List.of(rate, 5 * rate), 200_000),
                new QuerySize("600-KB", LARGE, List.of(rate / 10, rate / 4), 1_000));
    }
}
