package io.parm.lab.pipeline;

import io.parm.coding.CodeSpec;
import io.parm.job.ParmJob;
import io.parm.job.config.JobConfig;
import io.parm.lab.emulation.EmulatedService;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job that is measured.
 *
 * @param name for people, and of its topics
 * @param service folder of the service it serves
 * @param definition adds its dataflow
 */
public record Contender(String name, Path service, Definition definition) {

    /** How many floats an answer has. */
    public static final int OUTPUT_SIZE = 10;

    /** Adds a job's dataflow to an environment. */
    @FunctionalInterface
    public interface Definition {
        void define(StreamExecutionEnvironment env, JobConfig config);
    }

    /** The job, with a code; its service is written to a folder of its own. */
    public static Contender coded(String name, Path folder, int[] inputShape, CodeSpec code) {
        Path service = folder.resolve(name);
        EmulatedService.write(service, inputShape, OUTPUT_SIZE, code);
        return new Contender(name, service, (env, config) -> ParmJob.define(env, config, new NoOpInstances()));
    }

    /** The plain job. */
    public static Contender plain(String name, Path service) {
        return new Contender(name, service, PlainJob::define);
    }
}
