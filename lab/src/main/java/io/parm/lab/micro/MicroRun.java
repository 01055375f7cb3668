package io.parm.lab.micro;

import io.parm.lab.load.Figures;
import io.parm.lab.report.Spread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the micro-benchmarks: each with each set of parameters in a JVM of its own, one after another. */
public final class MicroRun {

    private static final int WARM_UPS = 3;
    private static final int ITERATIONS = 5;
    private static final TimeValue LENGTH = TimeValue.milliseconds(150);

    /**
     * Fixed, so that the heap does not grow while it is measured; collected by one thread, which does not wait for others that other
     * work on the machine keeps off its cores.
     */
    private static final String[] HEAP = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"};

    /** Benchmark classes and the parameters that replace their own. */
    private record Part(String name, String pattern, Map<String, String[]> parameters) {}

    private static final List<Part> ALL = List.of(
            new Part("encoding", "Encode", Map.of()),
            new Part("decoding", "Decode", Map.of("k", new String[] {"2", "4", "8"})),
            new Part("records", "Avro|Serializer", Map.of()),
            new Part("pool and groups", "Pool|Group", Map.of()));

    private static final List<Part> HEADLINES = List.of(
            new Part("encoding", "Encode", Map.of("shape", new String[] {"1x28x28", "3x224x224"}, "k", new String[] {
                "2", "4"
            })),
            new Part("decoding", "Decode", Map.of("shape", new String[] {"1000"}, "k", new String[] {"4"})));

    private MicroRun() {}

    /**
     * Measures, prints the table, and returns the figures; blocks for minutes.
     *
     * @param quick the headline cases only: large and small inputs of k = 2 and 4, outputs of 1000 floats
     * @param progress told what is measured next
     * @param out told the table
     */
    public static List<Figures> measure(boolean quick, Consumer<String> progress, Consumer<String> out) {
        List<Measured> all = new ArrayList<>();
        for (Part part : quick ? HEADLINES : ALL) {
            progress.accept("measuring " + part.name());
            run(part).forEach(result -> all.add(measured(result)));
        }
        out.accept(MicroTable.of(all));
        return MicroTable.figures(all);
    }

    private static Collection<RunResult> run(Part part) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + MicroRun.class.getPackageName().replace(".", "\\.") + "\\.(" + part.pattern()
                        + ")(Copy)?Benchmark\\.")
                .forks(1)
                .jvmArgs(HEAP)
                .warmupIterations(WARM_UPS)
                .warmupTime(LENGTH)
                .measurementIterations(ITERATIONS)
                .measurementTime(LENGTH)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        part.parameters().forEach(options::param);
        try {
            return new Runner(options.build()).run();
        } catch (RunnerException e) {
            throw new IllegalStateException("cannot measure " + part.name() + ": " + e.getMessage(), e);
        }
    }

    private static Measured measured(RunResult result) {
        String[] path = result.getParams().getBenchmark().split("\\.");
        double[] nanos = result.getBenchmarkResults().iterator().next().getIterationResults().stream()
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .toArray();
        return new Measured(
                path[path.length - 2].replaceFirst("(Copy)?Benchmark$", ""),
                path[path.length - 1],
                parameter(result, "code"),
                parameter(result, "shape"),
                parameter(result, "k"),
                Spread.of(nanos),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }

    private static String parameter(RunResult result, String name) {
        return result.getParams().getParamsKeys().contains(name)
                ? result.getParams().getParam(name)
                : "";
    }
}
