package io.parm.job;

import io.parm.coding.ErasureCode;
import io.parm.inference.InstanceFactory;
import io.parm.job.config.JobConfig;
import io.parm.job.config.ParityDelay;
import io.parm.job.kafka.QueryFormat;
import io.parm.job.operator.Admit;
import io.parm.job.operator.AnswerGroup;
import io.parm.job.operator.GroupQueries;
import io.parm.job.operator.HoldParityQueries;
import io.parm.job.operator.Infer;
import io.parm.job.stream.ModelInput;
import io.parm.job.stream.Outcome;
import io.parm.model.Service;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The operators of one job, made from a service and its configuration.
 */
public final class Plan {

    /** How far the async operator's capacity lies above what its pool can hold; results wait for a moment to be emitted. */
    private static final int CAPACITY_MARGIN = 64;

    private final JobConfig config;
    private final Service service;
    private final InstanceFactory instances;
    private final Redundancy redundancy;
    private final ErasureCode code;

    /**
     * @param instances what opens instances on the machines that run them
     * @throws io.parm.model.UserError if the service has not what the strategy needs
     */
    public Plan(JobConfig config, Service service, InstanceFactory instances) {
        this.config = config;
        this.service = service;
        this.instances = instances;
        this.redundancy = Redundancy.of(config, service);
        this.code = redundancy.code();
    }

    Admit admit() {
        return new Admit(QueryFormat.of(service, config.kafka(), config.maxQueryBytes()), config.times());
    }

    GroupQueries groupQueries() {
        return new GroupQueries(
                code, redundancy.partialGroups(), config.groupMaxWait().toMillis());
    }

    InferStep inferQueries() {
        return new InferStep(
                "deployed", Infer.deployed(service.deployedModel(), code.k(), instances, config), config.deployed());
    }

    HoldStep holdParityQueries() {
        ParityDelay delay = code.r() == 0 ? ParityDelay.NONE : config.parityDelay();
        return new HoldStep(new HoldParityQueries(code, delay, orphanMs()), delay);
    }

    InferStep inferParityQueries() {
        return new InferStep(
                "parity", Infer.parity(redundancy.parityModels(), code.k(), instances, config), config.parity());
    }

    AnswerGroup answerGroup() {
        long retentionMs = config.times().retention().toMillis();
        boolean isClassifier = service.manifest().output().isClassification();
        return new AnswerGroup(code, service.defaultOutput(), retentionMs, orphanMs(), isClassifier);
    }

    /** How long after its first record a group lives, if no record of it says more. */
    private long orphanMs() {
        return config.times().giveUp().plus(config.times().retention()).toMillis();
    }

    /** The operator that holds parity queries, if any is ever held; otherwise nothing is in their way. */
    record HoldStep(HoldParityQueries hold, ParityDelay delay) {

        /**
         * What comes out.
         *
         * @param needed parity queries that are to be inferred
         * @param outcomes of the queries, and of the parity queries that are not needed
         */
        record Held(DataStream<ModelInput> needed, DataStream<Outcome> outcomes) {}

        Held on(DataStream<ModelInput> parityQueries, DataStream<Outcome> outcomes) {
            if (!delay.holds()) {
                return new Held(parityQueries, outcomes);
            }
            SingleOutputStreamOperator<ModelInput> needed = parityQueries
                    .keyBy(ModelInput::groupId)
                    .connect(outcomes.keyBy(Outcome::groupId))
                    .process(hold)
                    .name("hold parity queries")
                    .uid("hold-parity-queries")
                    .slotSharingGroup("default");
            return new Held(needed, outcomes.union(needed.getSideOutput(HoldParityQueries.NOT_NEEDED)));
        }
    }

    /**
     * An async operator whose pool rejects before its own capacity is reached, so that it never pushes back. Without slots of its own it
     * is chained to what feeds it, so that an input is handed over and not sent.
     */
    record InferStep(String role, Infer infer, JobConfig.Pool pool) {

        SingleOutputStreamOperator<Outcome> on(DataStream<ModelInput> inputs) {
            int capacity = pool.settings().limits().queueCapacity() + pool.held() + CAPACITY_MARGIN;
            DataStream<ModelInput> fed = pool.ownSlots() ? inputs.rebalance() : inputs;
            return AsyncDataStream.unorderedWait(fed, infer, 0, TimeUnit.MILLISECONDS, capacity)
                    .setParallelism(pool.parallelism())
                    .slotSharingGroup(pool.ownSlots() ? role : "default");
        }
    }
}
