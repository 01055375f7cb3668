package io.parm.job;

import io.parm.coding.ErasureCode;
import io.parm.inference.InstanceFactory;
import io.parm.job.config.JobConfig;
import io.parm.job.kafka.QueryFormat;
import io.parm.job.operator.Admit;
import io.parm.job.operator.AnswerGroup;
import io.parm.job.operator.GroupQueries;
import io.parm.job.operator.Infer;
import io.parm.job.stream.ModelInput;
import io.parm.job.stream.Outcome;
import io.parm.model.ModelFile;
import io.parm.model.Service;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The operators of one job, made from a service and its configuration. The strategies differ here and nowhere else: {@code none} is a
 * code of groups of one without parity queries.
 */
public final class Plan {

    /** How far the async operator's capacity lies above what its pool can hold; results wait for a moment to be emitted. */
    private static final int CAPACITY_MARGIN = 64;

    private final JobConfig config;
    private final Service service;
    private final InstanceFactory instances;
    private final ErasureCode code;
    private final List<ModelFile> parityModels;

    /** @param instances what opens instances on the machines that run them */
    public Plan(JobConfig config, Service service, InstanceFactory instances) {
        boolean parity = config.strategy() == JobConfig.Strategy.PARITY;
        this.config = config;
        this.service = service;
        this.instances = instances;
        this.code = parity ? service.code() : service.codeWithoutParity();
        this.parityModels = parity ? service.parityModels() : List.of();
    }

    Admit admit() {
        return new Admit(QueryFormat.of(service, config.maxQueryBytes()), config.times());
    }

    GroupQueries groupQueries() {
        return new GroupQueries(
                code,
                service.manifest().code().partialGroups(),
                config.groupMaxWait().toMillis(),
                config.parityDelay().toMillis());
    }

    InferStep inferQueries() {
        return new InferStep(Infer.deployed(service.deployedModel(), code.k(), instances, config), config.deployed());
    }

    InferStep inferParityQueries() {
        return new InferStep(Infer.parity(parityModels, code.k(), instances, config), config.parity());
    }

    AnswerGroup answerGroup() {
        long retentionMs = config.times().retention().toMillis();
        return new AnswerGroup(
                code,
                service.defaultOutput(),
                retentionMs,
                config.times().giveUp().toMillis() + retentionMs);
    }

    /** An async operator whose pool rejects before its own capacity is reached, so that it never pushes back. */
    record InferStep(Infer infer, JobConfig.Pool pool) {

        SingleOutputStreamOperator<Outcome> on(DataStream<ModelInput> inputs) {
            int capacity = pool.settings().limits().queueCapacity() + pool.held() + CAPACITY_MARGIN;
            return AsyncDataStream.unorderedWait(inputs, infer, 0, TimeUnit.MILLISECONDS, capacity)
                    .setParallelism(pool.parallelism());
        }
    }
}
