package io.parm.job;

import io.parm.coding.ErasureCode;
import io.parm.inference.InstanceFactory;
import io.parm.job.config.JobConfig;
import io.parm.job.config.ParityDelay;
import io.parm.job.kafka.QueryFormat;
import io.parm.job.operator.Admit;
import io.parm.job.operator.AnswerGroup;
import io.parm.job.operator.GroupMaker;
import io.parm.job.operator.GroupQueries;
import io.parm.job.operator.HoldParityQueries;
import io.parm.job.operator.Infer;
import io.parm.job.operator.InferOperator;
import io.parm.job.operator.ModelInputs;
import io.parm.job.stream.GroupEvent;
import io.parm.model.Service;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;

/**
 * The operators of one job, made from a service and its configuration.
 */
public final class Plan {

    /** How far the async operator's capacity lies above what its pool can hold; results wait for a moment to be emitted. */
    private static final int CAPACITY_MARGIN = 64;

    /** Flink's name for the slots of all that names no other. */
    private static final String SHARED_SLOTS = "default";

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
                code,
                redundancy.mark(),
                redundancy.partialGroups(),
                config.groupMaxWait().toMillis());
    }

    InferStep inferQueries() {
        Infer infer = Infer.deployed(service.deployedModel(), redundancy.mark(), instances, config);
        return new InferStep("deployed", infer, config.deployed(), chains(config.deployed()), inOneTask());
    }

    InferStep inferParityQueries() {
        Infer infer = Infer.parity(redundancy.parityModels(), redundancy.mark(), instances, config);
        return new InferStep("parity", infer, config.parity(), chains(config.parity()), inOneTask());
    }

    /** Parity queries are held, if any ever is; otherwise nothing is in their way. */
    Events holdParityQueries(Events events) {
        ParityDelay delay = code.r() == 0 ? ParityDelay.NONE : config.parityDelay();
        if (!delay.holds()) {
            return events;
        }
        return Events.of(byGroup(events)
                .transform(
                        "hold parity queries",
                        TypeInformation.of(GroupEvent.class),
                        new HoldParityQueries(
                                ModelInputs.parityQueries(redundancy.mark(), code.r()), delay, orphanMs()))
                .uid("hold-parity-queries")
                .slotSharingGroup(SHARED_SLOTS));
    }

    /** Events by group: as they are if none has left the task that made its group, since a task makes only groups of its own keys. */
    KeyedStream<GroupEvent, String> byGroup(Events events) {
        return inOneTask()
                ? DataStreamUtils.reinterpretAsKeyedStream(events.line(), GroupEvent::groupId)
                : events.all().keyBy(GroupEvent::groupId);
    }

    private boolean inOneTask() {
        return chains(config.deployed()) && chains(config.parity());
    }

    private boolean chains(JobConfig.Pool pool) {
        return !pool.ownSlots() && pool.parallelism() == config.parallelism();
    }

    AnswerGroup answerGroup() {
        long retentionMs = config.times().retention().toMillis();
        boolean isClassifier = service.manifest().output().isClassification();
        float[] defaultOutput = service.defaultOutput();
        GroupMaker maker = new GroupMaker(code, redundancy.mark(), defaultOutput.length, retentionMs, orphanMs());
        return new AnswerGroup(maker, defaultOutput, isClassifier);
    }

    /** How long after its first record a group lives, if no record of it says more. */
    private long orphanMs() {
        return config.times().giveUp().plus(config.times().retention()).toMillis();
    }

    /**
     * What is known of groups.
     *
     * @param line events that are still in the task that made their group, or in order behind it
     * @param outcomes of inputs that left the line
     */
    record Events(DataStream<GroupEvent> line, List<DataStream<GroupEvent>> outcomes) {

        static Events of(DataStream<GroupEvent> line) {
            return new Events(line, List.of());
        }

        private DataStream<GroupEvent> all() {
            DataStream<GroupEvent> all = line;
            for (DataStream<GroupEvent> more : outcomes) {
                all = all.union(more);
            }
            return all;
        }

        private Events with(DataStream<GroupEvent> rest, DataStream<GroupEvent> more) {
            return new Events(
                    rest, Stream.concat(outcomes.stream(), Stream.of(more)).toList());
        }
    }

    /**
     * Inference of the events that are one model's inputs, which become outcomes; the others pass. Its pool rejects before the operator's
     * own capacity is reached, so that it never pushes back. Chained to what feeds it, an input is handed over and not sent; otherwise only
     * the inputs go where it is, so that nothing else waits for its task.
     */
    record InferStep(String role, Infer infer, JobConfig.Pool pool, boolean chained, boolean inOneTask) {

        Events on(Events events, String name, String uid) {
            if (chained) {
                return new Events(infer(events.line(), name, uid), events.outcomes());
            }
            ModelInputs own = infer.inputs();
            DataStream<GroupEvent> inputs =
                    events.line().filter(own::contains).name("to " + name).uid("to-" + uid);
            DataStream<GroupEvent> rest = events.line()
                    .filter(event -> !own.contains(event))
                    .name("past " + name)
                    .uid("past-" + uid);
            return events.with(rest, infer(inputs.rebalance(), name, uid));
        }

        private DataStream<GroupEvent> infer(DataStream<GroupEvent> inputs, String name, String uid) {
            int capacity = pool.settings().limits().queueCapacity() + pool.held() + CAPACITY_MARGIN;
            return inputs.transform(
                            name,
                            TypeInformation.of(GroupEvent.class),
                            new InferOperator.Factory(infer, capacity, inOneTask))
                    .uid(uid)
                    .setParallelism(pool.parallelism())
                    .slotSharingGroup(pool.ownSlots() ? role : SHARED_SLOTS);
        }
    }
}
