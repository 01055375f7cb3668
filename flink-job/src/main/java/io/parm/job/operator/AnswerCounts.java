package io.parm.job.operator;

import io.parm.coding.CodingGroup;
import io.parm.coding.GroupState.Status;
import io.parm.job.metrics.AnswerMetrics;
import io.parm.job.metrics.ReconstructionChecks;
import io.parm.job.stream.Answer;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts answers and what reconstructions are worth, and logs what is no original. Not thread-safe; hot. */
final class AnswerCounts {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerGroup.class);

    private final AnswerMetrics metrics;
    private final ReconstructionChecks checks;
    private long beganNanos;

    /** @param isClassifier whether the largest float of an output is its class, so that reconstructions can be compared */
    AnswerCounts(MetricGroup operator, boolean isClassifier) {
        metrics = new AnswerMetrics(operator);
        checks = new ReconstructionChecks(operator, isClassifier);
    }

    /** What may lead to answers begins. */
    void began() {
        beganNanos = System.nanoTime();
    }

    void answered(Answer answer, long nowMs) {
        if (answer.source() != Status.ORIGINAL) {
            LOG.debug("group {} slot {}: {}, {}", answer.groupId(), answer.slot(), answer, answer.reason());
        }
        metrics.answered(answer.source(), answer.latencyMs());
        if (answer.source() == Status.RECONSTRUCTED) {
            long lateMs = Math.max(0, nowMs - answer.envelope().deadlineMs());
            metrics.reconstructed(lateMs, System.nanoTime() - beganNanos);
        }
    }

    void corrected(Answer correction, CodingGroup group) {
        metrics.lateOriginal();
        if (correction.source() == Status.RECONSTRUCTED) {
            checks.lateOriginal(group, correction.slot(), correction.output());
        }
    }

    /** Nothing more comes of a group. */
    void over(CodingGroup group) {
        checks.finished(group);
    }
}
