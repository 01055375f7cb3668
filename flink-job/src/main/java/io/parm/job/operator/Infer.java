package io.parm.job.operator;

import io.parm.inference.Devices;
import io.parm.inference.InferenceRequest;
import io.parm.inference.InferenceResult;
import io.parm.inference.InstanceFactory;
import io.parm.inference.InstancePool;
import io.parm.job.config.JobConfig;
import io.parm.job.metrics.PoolMetrics;
import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.ModelInput;
import io.parm.job.stream.Outcome;
import io.parm.model.ModelFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Runs model inputs on pools of instances, one pool per model, and yields an outcome for each.
 *
 * <p>Not keyed; the async operator around it keeps what is in flight and runs it again after a restore. A slow, failed or missing
 * instance is an outcome, never an exception, and nothing here blocks. An input whose output would come after give-up and retention,
 * when nobody takes it any more, is expired. One of another service, which was restored, runs if it has the size of this one's.
 */
public final class Infer extends RichAsyncFunction<GroupEvent, GroupEvent> {

    private static final long serialVersionUID = 1L;

    private static final InferenceResult OTHER_SIZE = InferenceResult.without(
            InferenceResult.Kind.FAILED, "it was admitted for a service whose inputs have another size");

    private final String role;
    private final List<ModelFile> models;
    private final ModelInputs inputs;
    private final InstanceFactory instances;
    private final JobConfig.Pool settings;
    private final JobConfig.Remote otherRemote;
    private final long retentionMs;

    private transient List<InstancePool> pools;
    private transient int[] inputSizes;
    private transient Upkeep upkeep;

    private Infer(
            String role,
            List<ModelFile> models,
            ModelInputs inputs,
            InstanceFactory instances,
            JobConfig.Pool settings,
            JobConfig config) {
        this.role = role;
        this.models = new ArrayList<>(models);
        this.inputs = inputs;
        this.instances = instances;
        this.settings = settings;
        this.otherRemote = (settings == config.parity() ? config.deployed() : config.parity()).remote();
        this.retentionMs = config.times().retention().toMillis();
    }

    /** What it is to be given. */
    public ModelInputs inputs() {
        return inputs;
    }

    /** Runs queries, whatever their slot, on the deployed model. */
    public static Infer deployed(ModelFile model, GroupMark mark, InstanceFactory instances, JobConfig config) {
        return new Infer("deployed", List.of(model), ModelInputs.queries(mark), instances, config.deployed(), config);
    }

    /**
     * Runs parity query j on parity model j.
     *
     * @param mark of the service's groups, which have k slots: parity query j has index {@code k + j}
     */
    public static Infer parity(List<ModelFile> models, GroupMark mark, InstanceFactory instances, JobConfig config) {
        ModelInputs inputs = ModelInputs.parityQueries(mark, models.size());
        return new Infer("parity", models, inputs, instances, config.parity(), config);
    }

    @Override
    public void open(OpenContext context) {
        pools = new ArrayList<>();
        inputSizes = models.stream().mapToInt(ModelFile::inputSize).toArray();
        upkeep = new Upkeep(this::nowMs);
        for (int model = 0; model < models.size(); model++) {
            PoolMetrics metrics = new PoolMetrics(getRuntimeContext().getMetricGroup(), role + "-" + model);
            int outputSize = models.get(model).outputSize();
            InstancePool pool = new InstancePool(outputSize, settings.settings(), this::nowMs, metrics);
            metrics.watch(pool);
            pools.add(pool);
            upkeep.also(pool::wake);
        }
        if (settings.remote().isUsed()) {
            RemotePools remote = RemotePools.open(role, models, pools, settings.remote(), otherRemote);
            upkeep.everySecond(remote::follow);
        } else {
            openLocal();
        }
        upkeep.start();
    }

    private void openLocal() {
        List<Integer> slotGpus = SlotGpus.of(getRuntimeContext());
        int perModel = settings.instances();
        int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        for (int model = 0; model < models.size(); model++) {
            for (int i = 0; i < perModel; i++) {
                String name = role + "-" + ((subtask * models.size() + model) * perModel + i);
                String device = Devices.of(settings.device(), slotGpus, model * perModel + i);
                int batchMaxSize = settings.settings().limits().batchMaxSize();
                pools.get(model).add(instances.open(models.get(model), name, batchMaxSize, device), name);
            }
        }
    }

    @Override
    public void asyncInvoke(GroupEvent event, ResultFuture<GroupEvent> outcome) {
        ModelInput input = (ModelInput) event;
        int model = inputs.model(input);
        if (input.input().length != inputSizes[model]) {
            outcome.complete(Set.of(Outcome.of(input, OTHER_SIZE)));
            return;
        }
        InferenceRequest request =
                new InferenceRequest(input.groupId(), input.input(), input.deadlineMs(), input.giveUpMs());
        CompletableFuture<InferenceResult> result = pools.get(model).submit(request);
        upkeep.expire(result, input.giveUpMs() + retentionMs);
        result.thenAccept(value -> outcome.complete(Set.of(Outcome.of(input, value))));
    }

    @Override
    public void close() {
        if (upkeep != null) {
            upkeep.close();
            pools.forEach(InstancePool::close);
        }
    }

    /** Processing time is the wall clock in Flink; an async function is handed no timer service to ask. */
    private long nowMs() {
        return System.currentTimeMillis();
    }
}
