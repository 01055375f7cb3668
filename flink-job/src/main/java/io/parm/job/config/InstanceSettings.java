package io.parm.job.config;

import io.parm.inference.Devices;
import io.parm.inference.PoolLimits;
import io.parm.inference.PoolSettings;
import io.parm.model.UserError;
import java.util.Map;
import java.util.stream.Stream;

/** The settings of one kind of instances, those of the deployed model or those of the parity models. */
final class InstanceSettings {

    static final InstanceSettings DEPLOYED =
            new InstanceSettings("deployed", "queries", "the deployed model", 2, "deployed");
    static final InstanceSettings PARITY =
            new InstanceSettings("parity", "parity queries", "each parity model", 1, "parity-{j}");

    private static final int MAX_OUTSTANDING = 1024;
    private static final int MAX_QUEUE = 1_000_000;

    private final Setting<Integer> parallelism;
    private final Setting<JobConfig.Slots> slots;
    private final Setting<Integer> instances;
    private final Setting<String> device;
    private final Setting<String> endpoints;
    private final Setting<String> endpointModel;
    private final Setting<Integer> outstanding;
    private final Setting<Integer> queue;
    private final Setting<Integer> batch;

    private InstanceSettings(String prefix, String what, String model, int instances, String endpointModel) {
        this.parallelism = Setting.integer(
                prefix + ".parallelism",
                1,
                1,
                JobSettings.MAX_PARALLELISM,
                "subtasks that infer " + what
                        + ", each with its own pool; as many as parallelism if not given and slots are shared");
        this.slots = Setting.choice(
                prefix + ".slots",
                JobConfig.Slots.AUTO,
                "shared: in the rest of the job's slots, chained to what feeds them; own: in slots of their own, fed evenly by all;"
                        + " auto: shared if both have one subtask, or as many and model servers, otherwise own");
        this.instances = Setting.integer(
                prefix + ".instances", instances, 1, 256, "instances of " + model + " per subtask, in this process");
        this.device = Setting.parsed(
                prefix + ".device",
                Devices.CPU,
                "cpu | gpu | gpu:INDEX",
                "where those instances run; gpu is what Flink gave the slot, or the first",
                Devices::check);
        this.endpoints = Setting.text(
                prefix + ".endpoints",
                "",
                "model servers to use instead of instances in this process: grpc://host:port, …, or file:/path of a file with"
                        + " one a line, which is watched; see docs/instances.md");
        this.endpointModel = Setting.text(
                prefix + ".endpoint-model",
                endpointModel,
                "the model's name on those servers" + (endpointModel.contains("{j}") ? ", {j} for its index" : ""));
        this.outstanding = Setting.integer(
                prefix + ".outstanding",
                1,
                1,
                MAX_OUTSTANDING,
                "calls that one endpoint is given at once, per subtask");
        this.queue = Setting.integer(
                prefix + ".queue-capacity",
                1000,
                1,
                MAX_QUEUE,
                what + " that may wait per subtask; for one more a late one is rejected, or that one if none is late");
        this.batch = Setting.integer(
                prefix + ".batch-max-size", 1, 1, 1024, what + " an instance takes at once from what waits");
    }

    Stream<Setting<?>> all() {
        return Stream.of(parallelism, slots, instances, device, endpoints, endpointModel, outstanding, queue, batch);
    }

    JobConfig.Pool read(Map<String, String> values) {
        PoolLimits limits = new PoolLimits(queue.read(values), batch.read(values));
        JobConfig.Remote remote = RemoteSettings.read(endpoints.read(values), endpointModel.read(values), values);
        PoolSettings atEndpoints = new PoolSettings(limits, EjectionSettings.read(values), outstanding.read(values));
        return new JobConfig.Pool(
                subtasks(values),
                ownSlots(values, remote.isUsed()),
                instances.read(values),
                device.read(values),
                remote,
                remote.isUsed() ? atEndpoints : new PoolSettings(limits));
    }

    private boolean ownSlots(Map<String, String> values, boolean isRemote) {
        int subtasks = subtasks(values);
        boolean asMany = subtasks == JobSettings.PARALLELISM.read(values);
        JobConfig.Slots choice = slots.read(values);
        if (choice == JobConfig.Slots.SHARED && !asMany) {
            throw new UserError(slots.key() + " can be shared only if " + parallelism.key() + " is "
                    + JobSettings.PARALLELISM.key() + ", but they are " + subtasks + " and "
                    + JobSettings.PARALLELISM.read(values));
        }
        return choice == JobConfig.Slots.AUTO ? !asMany || (subtasks > 1 && !isRemote) : choice == JobConfig.Slots.OWN;
    }

    private int subtasks(Map<String, String> values) {
        boolean follows = slots.read(values) == JobConfig.Slots.SHARED && !values.containsKey(parallelism.key());
        return (follows ? JobSettings.PARALLELISM : parallelism).read(values);
    }
}
