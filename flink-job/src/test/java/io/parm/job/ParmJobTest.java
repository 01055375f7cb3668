package io.parm.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class ParmJobTest {

    @Test
    void savepointsGoOnWithAnyParallelismUpTo360() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

        ParmJob.configure(env, BoundedJob.config(Path.of("unread"), Map.of("parallelism", "3")));

        assertThat(env.getMaxParallelism()).isEqualTo(360);
        assertThat(env.getParallelism()).isEqualTo(3);
    }
}
