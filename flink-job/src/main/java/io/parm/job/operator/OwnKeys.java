package io.parm.job.operator;

import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** The keys whose state one subtask has: those that {@code keyBy} would send to it. */
record OwnKeys(int subtask, int parallelism, int maxParallelism) {

    static OwnKeys of(TaskInfo task) {
        return new OwnKeys(
                task.getIndexOfThisSubtask(),
                task.getNumberOfParallelSubtasks(),
                task.getMaxNumberOfParallelSubtasks());
    }

    boolean contains(String key) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(key, maxParallelism, parallelism) == subtask;
    }
}
