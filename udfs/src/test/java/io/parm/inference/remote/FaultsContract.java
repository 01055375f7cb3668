package io.parm.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.inference.PoolLimits;
import io.parm.inference.protocol.TensorNames;
import io.parm.model.ModelFile;
import io.parm.serving.ModelServer;
import io.parm.serving.ServerOptions;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever an endpoint does or leaves undone, the stage fails in time, with a sentence that names it. */
@Timeout(120)
abstract class FaultsContract {

    private static final ModelFile ECHO = new ModelFile("", new int[] {4}, 4);
    private static final long SHORT_MS = 500;

    private final HeldInstances instances = new HeldInstances();
    private final RemoteOptions options = RemoteOptions.of("echo");
    private ModelServer server;

    /** The endpoint of what listens at a port of this machine. */
    abstract Endpoint endpoint(int port);

    /** The port of our server that speaks the protocol. */
    abstract int portOf(ModelServer running);

    @BeforeEach
    void start() {
        server = ModelServer.start(Map.of("echo", ECHO), instances, ServerOptions.anywhere(4, new PoolLimits(100, 1)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void killedBetweenRequestAndResponse() {
        try (RemoteInstance instance = open(portOf(server), options)) {
            works(instance);
            instances.hold();
            CompletableFuture<List<float[]>> call = infer(instance, 30_000);
            instances.next();
            server.close();

            fails(call, "hung up|gave no answer");
        }
    }

    @Test
    void halfOpenConnection() throws IOException {
        try (SocketProxy proxy = new SocketProxy(portOf(server));
                RemoteInstance instance = open(proxy.port(), options)) {
            works(instance);
            proxy.freeze();

            fails(infer(instance, SHORT_MS), "did not answer within " + SHORT_MS + " ms");
            assertThat(instance.ready().toCompletableFuture().join()).isFalse();
        }
    }

    @Test
    void responseThatTrickles() throws IOException {
        try (SocketProxy proxy = new SocketProxy(portOf(server));
                RemoteInstance instance = open(proxy.port(), options)) {
            works(instance);
            proxy.drip(50);

            fails(infer(instance, SHORT_MS), "did not answer within " + SHORT_MS + " ms");
        }
    }

    @Test
    void serverThatNeverAnswersAnything() throws IOException {
        try (SocketProxy proxy = new SocketProxy(portOf(server));
                RemoteInstance instance = open(proxy.port(), options)) {
            proxy.freeze();

            fails(infer(instance, SHORT_MS), "did not answer within " + SHORT_MS + " ms");
        }
    }

    @Test
    void garbageInsteadOfTheProtocol() throws IOException {
        byte[] garbage = new byte[5_000];
        new Random(5).nextBytes(garbage);
        try (RawServer foreign = new RawServer(garbage);
                RemoteInstance instance = open(foreign.port(), options)) {
            fails(infer(instance, 30_000), "cannot be reached or hung up|gave no answer|answered");
        }
    }

    @Test
    void oversizedResponse() {
        try (RemoteInstance instance =
                open(portOf(server), options.withNames(TensorNames.DEFAULT).withMaxMessageBytes(20))) {
            fails(infer(instance, 30_000), "longer than 20 bytes|exceeds maximum size 20");
        }
    }

    @Test
    void otherCallsAreNotHarmedByOneThatHangs() {
        try (RemoteInstance instance = open(portOf(server), options)) {
            works(instance);
            instances.hold();
            CompletableFuture<List<float[]>> hung = infer(instance, 30_000);
            HeldInstances.Held first = instances.next();
            CompletableFuture<List<float[]>> other = infer(instance, 30_000);
            instances.next().answer();

            assertThat(other.join()).hasSize(1);
            assertThat(hung).isNotDone();
            first.answer();
            assertThat(hung.join()).hasSize(1);
        }
    }

    @Test
    void callsAfterClosingFail() {
        RemoteInstance instance = open(portOf(server), options);
        works(instance);
        instance.close();
        fails(infer(instance, 30_000), "cannot be reached|gave no answer|cannot be asked");
    }

    @Test
    void noThreadOutlivesItsInstance() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        for (int i = 0; i < 5; i++) {
            endpointsThatFail();
        }
        Set<Thread> added = new HashSet<>(Thread.getAllStackTraces().keySet());
        added.removeAll(before);
        // The JDK's own timer of all futures stays.
        added.removeIf(thread -> thread.getName().startsWith("CompletableFuture"));
        server.close();
        for (Thread thread : added) {
            long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (thread.isAlive() && System.nanoTime() < endNanos) {
                // An HTTP client ends its thread when it is garbage.
                System.gc();
                thread.join(500);
            }
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    private void endpointsThatFail() throws IOException {
        try (SocketProxy proxy = new SocketProxy(portOf(server));
                RemoteInstance instance = open(proxy.port(), options)) {
            works(instance);
            proxy.freeze();
            fails(infer(instance, 50), "did not answer");
        }
    }

    RemoteInstance open(int port, RemoteOptions with) {
        return new RemoteInstances(with).open(ECHO, "echo-0", endpoint(port));
    }

    static CompletableFuture<List<float[]>> infer(RemoteInstance instance, long remainingMs) {
        return instance.infer(List.of(new float[] {1, 2, 3, 4}), remainingMs).toCompletableFuture();
    }

    void fails(CompletableFuture<List<float[]>> call, String why) {
        assertThatThrownBy(call::join)
                .rootCause()
                .isInstanceOf(RemoteFailure.class)
                .hasMessageMatching("\\w+://127.0.0.1:\\d+ .*(" + why + ").*")
                .message()
                .doesNotContain("\n", "Exception");
    }

    private static void works(RemoteInstance instance) {
        assertThat(infer(instance, 30_000).join()).containsExactly(new float[] {1, 2, 3, 4});
    }
}
