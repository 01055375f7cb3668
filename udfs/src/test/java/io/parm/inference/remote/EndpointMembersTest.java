package io.parm.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.InferenceRequest;
import io.parm.inference.InferenceResult;
import io.parm.inference.InstancePool;
import io.parm.inference.PoolLimits;
import io.parm.inference.PoolSettings;
import io.parm.model.ModelFile;
import io.parm.serving.ModelServer;
import io.parm.serving.ServerOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EndpointMembersTest {

    private static final ModelFile ECHO = new ModelFile("", new int[] {1}, 1);
    private static final long NEVER_MS = Long.MAX_VALUE;

    private final HeldInstances behindFirst = new HeldInstances();
    private final HeldInstances behindSecond = new HeldInstances();
    private final ModelServer first = start(behindFirst);
    private final ModelServer second = start(behindSecond);
    private final InstancePool pool =
            new InstancePool(1, new PoolSettings(new PoolLimits(10, 1)), () -> System.nanoTime() / 1_000_000);
    private final EndpointMembers members =
            new EndpointMembers(pool, ECHO, "deployed-0", new RemoteInstances(RemoteOptions.of("echo")));

    @AfterEach
    void stop() {
        pool.close();
        first.close();
        second.close();
    }

    @Test
    void aRequestWaitsUntilThereIsAnEndpoint() {
        CompletableFuture<InferenceResult> answer = pool.submit(request(7));
        assertThat(pool.queued()).isEqualTo(1);

        members.follow(List.of(endpoint(first)));
        assertThat(answer.join()).isEqualTo(InferenceResult.output(new float[] {7}));
    }

    @Test
    void anEndpointThatIsTakenOutFinishesWhatItHoldsAndGetsNoMore() {
        behindFirst.hold();
        members.follow(List.of(endpoint(first)));
        CompletableFuture<InferenceResult> held = pool.submit(request(1));
        HeldInstances.Held batch = behindFirst.next();

        members.follow(List.of(endpoint(second)));
        assertThat(pool.submit(request(2)).join()).isEqualTo(InferenceResult.output(new float[] {2}));
        assertThat(held).isNotDone();

        batch.answer();
        assertThat(held.join()).isEqualTo(InferenceResult.output(new float[] {1}));
    }

    @Test
    void anEndpointThatStaysKeepsItsConnection() {
        behindFirst.hold();
        members.follow(List.of(endpoint(first)));
        CompletableFuture<InferenceResult> held = pool.submit(request(1));
        HeldInstances.Held batch = behindFirst.next();
        pool.submit(request(2));

        members.follow(List.of(endpoint(first)));
        // Had it been opened again, it would be idle and have taken the second.
        assertThat(pool.queued()).isEqualTo(1);
        batch.answer();
        assertThat(held.join()).isEqualTo(InferenceResult.output(new float[] {1}));
    }

    private static InferenceRequest request(float input) {
        return new InferenceRequest(new float[] {input}, NEVER_MS, NEVER_MS);
    }

    private static Endpoint endpoint(ModelServer server) {
        return Endpoint.parse("grpc://127.0.0.1:" + server.grpcPort());
    }

    private static ModelServer start(HeldInstances instances) {
        return ModelServer.start(Map.of("echo", ECHO), instances, ServerOptions.anywhere(4, new PoolLimits(100, 1)));
    }
}
