package io.parm.job.operator;

import io.parm.job.config.JobConfig;
import io.parm.job.stream.GroupEvent;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** Subtasks of {@link InferOperator} in Flink's harness. */
final class InferringSubtask {

    static final int MAX_PARALLELISM = 360;

    private static final int CAPACITY = 100;

    private InferringSubtask() {}

    static JobConfig config(Path service) {
        return JobConfig.of(Map.of("service", service.toString(), "kafka.bootstrap-servers", "unused:1"));
    }

    /** One of several subtasks, not open yet. */
    static OneInputStreamOperatorTestHarness<GroupEvent, GroupEvent> of(
            Infer infer, boolean inOneTask, int parallelism, int subtask) throws Exception {
        var harness = new OneInputStreamOperatorTestHarness<GroupEvent, GroupEvent>(
                new InferOperator.Factory(infer, CAPACITY, inOneTask), MAX_PARALLELISM, parallelism, subtask);
        TypeSerializer<GroupEvent> serializer =
                TypeInformation.of(GroupEvent.class).createSerializer(new SerializerConfigImpl());
        harness.getStreamConfig().setupNetworkInputs(serializer);
        harness.getStreamConfig().serializeAllConfigs();
        harness.setup(serializer);
        return harness;
    }
}
