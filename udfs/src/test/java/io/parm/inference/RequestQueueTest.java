package io.parm.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestQueueTest {

    private static final long INFERENCE_MS = 5;

    private final RequestQueue queue = new RequestQueue(3);

    @Test
    void requestThatCannotBeOnTimeAnyMoreComesAfterOnesThatCan() {
        add(1, 10, 100);
        add(2, 50, 100);
        add(3, 40, 100);

        assertThat(pull(1, 4)).containsExactly(1f);
        add(1, 10, 100);
        assertThat(pull(3, 5)).as("5 + 5 ms is the first one's deadline").containsExactly(2f, 3f, 1f);
    }

    @Test
    void fullQueueOfOnTimeWorkRefusesTheNewOne() {
        add(1, 10, 100);
        add(2, 10, 100);
        add(3, 10, 100);
        WaitingRequest fourth = waiting(4, 10, 100);

        assertThat(queue.add(fourth, 0, INFERENCE_MS)).isSameAs(fourth);
        assertThat(queue.size()).isEqualTo(3);
    }

    @Test
    void oldestLateRequestMakesRoomForANewOne() {
        WaitingRequest oldest = waiting(1, 10, 100);
        queue.add(oldest, 0, INFERENCE_MS);
        add(2, 10, 100);
        add(3, 30, 100);

        assertThat(queue.add(waiting(4, 30, 100), 20, INFERENCE_MS)).isSameAs(oldest);
        assertThat(pull(4, 20)).containsExactly(3f, 4f, 2f);
    }

    @Test
    void requestPastItsGiveUpIsDroppedAndTakesNoPlaceInTheBatch() {
        add(1, 10, 20);
        add(2, 10, 30);
        RequestQueue.Pulled pulled = queue.pull(1, 20, INFERENCE_MS, waiting -> true);

        assertThat(pulled.expired()).extracting(RequestQueueTest::value).containsExactly(1f);
        assertThat(pulled.batch()).extracting(RequestQueueTest::value).containsExactly(2f);
    }

    @Test
    void requestsThatDoNotSuitKeepTheirPlaces() {
        add(1, 50, 100);
        add(2, 50, 100);
        add(3, 50, 100);
        RequestQueue.Pulled pulled = queue.pull(2, 0, INFERENCE_MS, waiting -> value(waiting) != 2);

        assertThat(pulled.batch()).extracting(RequestQueueTest::value).containsExactly(1f, 3f);
        assertThat(pull(3, 0)).containsExactly(2f);
    }

    @Test
    void drainTakesEverything() {
        add(1, 1, 100);
        add(2, 50, 100);
        queue.head(5, INFERENCE_MS);

        assertThat(queue.drain()).hasSize(2);
        assertThat(queue.size()).isZero();
    }

    private void add(float value, long deadlineMs, long giveUpMs) {
        assertThat(queue.add(waiting(value, deadlineMs, giveUpMs), 0, INFERENCE_MS))
                .isNull();
    }

    private List<Float> pull(int batchMaxSize, long nowMs) {
        return queue.pull(batchMaxSize, nowMs, INFERENCE_MS, waiting -> true).batch().stream()
                .map(RequestQueueTest::value)
                .toList();
    }

    private static WaitingRequest waiting(float value, long deadlineMs, long giveUpMs) {
        return new WaitingRequest(new InferenceRequest(new float[] {value}, deadlineMs, giveUpMs), 0);
    }

    private static float value(WaitingRequest waiting) {
        return waiting.request().input()[0];
    }
}
