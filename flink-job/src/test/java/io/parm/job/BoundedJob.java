package io.parm.job;

import io.parm.job.config.JobConfig;
import io.parm.job.stream.Answer;
import io.parm.job.stream.DeadLetter;
import io.parm.job.stream.RawRecord;
import io.parm.model.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The production topology and settings over a bounded source and scripted instances; runs until the last answer. */
final class BoundedJob {

    /** Nothing is late, however slow the machine is: only failures are made up for. */
    static final Map<String, String> PATIENT =
            Map.of("answer.deadline", "10 min", "answer.give-up", "10 min", "answer.retention", "0 ms");

    private BoundedJob() {}

    /** What came out. */
    record Collected(
            CollectingSink<Answer> predictions,
            CollectingSink<Answer> corrections,
            CollectingSink<DeadLetter> deadLetters) {

        Collected() {
            this(
                    new CollectingSink<>("predictions"),
                    new CollectingSink<>("corrections"),
                    new CollectingSink<>("dead letters"));
        }
    }

    /**
     * @param service folder of a service, which is there
     * @param settings of the job; those of Kafka do not matter
     * @param count of records
     */
    static void run(
            Path service,
            Map<String, String> settings,
            GeneratorFunction<Long, RawRecord> records,
            long count,
            Collected collected)
            throws Exception {
        environment(service, settings, records, count, collected).execute();
    }

    /** The same, and returns while it runs. */
    static JobClient start(
            Path service, Map<String, String> settings, GeneratorFunction<Long, RawRecord> records, long count)
            throws Exception {
        return environment(service, settings, records, count, new Collected()).executeAsync();
    }

    /** The tasks of one such job, each with the names of the operators that are chained in it. */
    static List<String> tasks(Path service, Map<String, String> settings) {
        List<String> names = new ArrayList<>();
        environment(service, settings, index -> Queries.raw("q", 1), 1, new Collected())
                .getStreamGraph()
                .getJobGraph()
                .getVertices()
                .forEach(task -> names.add(task.getName()));
        return names;
    }

    private static StreamExecutionEnvironment environment(
            Path service,
            Map<String, String> settings,
            GeneratorFunction<Long, RawRecord> records,
            long count,
            Collected collected) {
        JobConfig config = config(service, settings);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        ParmJob.configure(env, config);
        DataGeneratorSource<RawRecord> source =
                new DataGeneratorSource<>(records, count, TypeInformation.of(RawRecord.class));
        Topology.build(
                env,
                new Ends(source, collected.predictions(), collected.corrections(), collected.deadLetters()),
                new Plan(config, Service.read(service), new ScriptedInstances()));
        return env;
    }

    static JobConfig config(Path service, Map<String, String> settings) {
        Map<String, String> values = new HashMap<>(settings);
        values.put("service", service.toString());
        values.put("kafka.bootstrap-servers", "unused:1");
        values.putIfAbsent("deployed.queue-capacity", "100000");
        values.putIfAbsent("parity.queue-capacity", "100000");
        return JobConfig.of(values);
    }
}
