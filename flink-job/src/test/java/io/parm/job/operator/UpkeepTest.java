package io.parm.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.InferenceResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UpkeepTest {

    private final AtomicLong nowMs = new AtomicLong();

    @Test
    void aResultExpiresAtItsTimeAndNotBefore() {
        try (Upkeep upkeep = new Upkeep(nowMs::get)) {
            CompletableFuture<InferenceResult> result = new CompletableFuture<>();
            upkeep.expire(result, 100);
            nowMs.set(99);
            upkeep.doIt();
            assertThat(result).isNotDone();
            nowMs.set(100);
            upkeep.doIt();
            assertThat(result.join().kind()).isEqualTo(InferenceResult.Kind.EXPIRED);
            assertThat(upkeep.watched()).isZero();
        }
    }

    @Test
    void aCompleteResultIsNeitherExpiredNorKept() {
        try (Upkeep upkeep = new Upkeep(nowMs::get)) {
            InferenceResult output = InferenceResult.without(InferenceResult.Kind.FAILED, "it said no");
            CompletableFuture<InferenceResult> later = new CompletableFuture<>();
            CompletableFuture<InferenceResult> already = CompletableFuture.completedFuture(output);
            upkeep.expire(later, 100);
            upkeep.expire(already, 100);
            later.complete(output);
            nowMs.set(1000);
            upkeep.doIt();
            assertThat(later.join()).isEqualTo(output);
            assertThat(already.join()).isEqualTo(output);
            assertThat(upkeep.watched()).isZero();
        }
    }
}
