package io.parm.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.InferenceResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ExpiryTest {

    private final AtomicLong nowMs = new AtomicLong();

    @Test
    void aResultExpiresAtItsTimeAndNotBefore() {
        try (Expiry expiry = new Expiry(nowMs::get, () -> {})) {
            CompletableFuture<InferenceResult> result = new CompletableFuture<>();
            expiry.watch(result, 100);
            nowMs.set(99);
            expiry.expire();
            assertThat(result).isNotDone();
            nowMs.set(100);
            expiry.expire();
            assertThat(result.join().kind()).isEqualTo(InferenceResult.Kind.EXPIRED);
            assertThat(expiry.watched()).isZero();
        }
    }

    @Test
    void aCompleteResultIsNeitherExpiredNorKept() {
        try (Expiry expiry = new Expiry(nowMs::get, () -> {})) {
            InferenceResult output = InferenceResult.without(InferenceResult.Kind.FAILED, "it said no");
            CompletableFuture<InferenceResult> later = new CompletableFuture<>();
            CompletableFuture<InferenceResult> already = CompletableFuture.completedFuture(output);
            expiry.watch(later, 100);
            expiry.watch(already, 100);
            later.complete(output);
            nowMs.set(1000);
            expiry.expire();
            assertThat(later.join()).isEqualTo(output);
            assertThat(already.join()).isEqualTo(output);
            assertThat(expiry.watched()).isZero();
        }
    }
}
