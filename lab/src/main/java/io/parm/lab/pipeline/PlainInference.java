package io.parm.lab.pipeline;

import io.parm.inference.InferenceRequest;
import io.parm.inference.InferenceResult;
import io.parm.inference.Instance;
import io.parm.inference.InstancePool;
import io.parm.inference.PoolSettings;
import io.parm.job.config.JobConfig;
import io.parm.model.ModelFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/** Asks the same pool of instances as the job does, and fails where there is no output. */
final class PlainInference extends RichAsyncFunction<PlainQuery, PlainAnswer> {

    private static final long serialVersionUID = 1L;

    private final ModelFile model;
    private final int instances;
    private final PoolSettings settings;
    private final long giveUpMs;

    private transient InstancePool pool;

    PlainInference(ModelFile model, JobConfig config) {
        this.model = model;
        this.instances = config.deployed().instances();
        this.settings = config.deployed().settings();
        this.giveUpMs = config.times().giveUp().toMillis();
    }

    @Override
    public void open(OpenContext context) {
        List<Instance> opened = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            opened.add(new NoOpInstances()
                    .open(model, "plain-" + i, settings.limits().batchMaxSize(), "cpu"));
        }
        pool = new InstancePool(opened, model.outputSize(), settings.limits(), System::currentTimeMillis);
    }

    @Override
    public void asyncInvoke(PlainQuery query, ResultFuture<PlainAnswer> answer) {
        long untilMs = System.currentTimeMillis() + giveUpMs;
        pool.submit(new InferenceRequest(query.input(), untilMs, untilMs))
                .thenAccept(result -> complete(answer, query, result));
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }

    private static void complete(ResultFuture<PlainAnswer> answer, PlainQuery query, InferenceResult result) {
        if (result.kind() == InferenceResult.Kind.OUTPUT) {
            answer.complete(Set.of(new PlainAnswer(query.key(), query.id(), result.output())));
        } else {
            answer.completeExceptionally(new IllegalStateException(result.reason()));
        }
    }
}
