package io.parm.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.parm.inference.remote.Endpoint;
import io.parm.inference.remote.RemoteInstance;
import io.parm.inference.remote.RemoteInstances;
import io.parm.inference.remote.RemoteOptions;
import io.parm.model.ModelFile;
import io.parm.serving.ModelServer;
import io.parm.serving.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What remote instances do beyond {@link InstanceContract}, whatever they speak, against our own server with PyTorch in it. */
@Timeout(60)
abstract class RemoteInstanceContract extends InstanceContract {

    private static final ModelFile AFFINE = new ModelFile(Golden.file("affine.pt"), new int[] {1, 2, 2}, 3);

    private static ModelServer server;

    @BeforeAll
    static void startServer() {
        server = start(0, 0);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    /** The endpoint of a server on this machine. */
    abstract Endpoint endpoint(int httpPort, int grpcPort);

    @Override
    Instance open() {
        return open(RemoteOptions.of("deployed"));
    }

    @Test
    void outputsAreThoseOfPython() {
        try (Instance instance = open()) {
            for (float[][] example : Golden.affineExamples()) {
                assertThat(join(instance, List.of(example[0])).get(0)).containsExactly(example[1], within(1e-5f));
            }
        }
    }

    @Test
    void manyCallsMayBeOutstanding() {
        try (Instance instance = open()) {
            List<CompletableFuture<List<float[]>>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(instance.infer(List.of(new float[] {i, 1, 2, 3})).toCompletableFuture());
            }
            for (int i = 0; i < calls.size(); i++) {
                assertThat(calls.get(i).join().get(0))
                        .containsExactly(Golden.affine(new float[] {i, 1, 2, 3}), within(1e-3f));
            }
        }
    }

    @Test
    void whatTheServerRefusesIsOneSentence() {
        try (Instance instance = open()) {
            assertThatThrownBy(() -> join(instance, List.of(new float[] {Float.NaN, 0, 0, 0})))
                    .rootCause()
                    .hasMessageMatching(
                            ".*://127.0.0.1:\\d+ answered .*: " + "model 'deployed' takes finite numbers but got NaN");
            assertThat(join(instance, List.of(new float[4]))).hasSize(1);
        }
    }

    @Test
    void readyIsWhatTheServerSaysOfTheModel() {
        try (RemoteInstance known = open(RemoteOptions.of("deployed"));
                RemoteInstance unknown = open(RemoteOptions.of("no-such-model"));
                RemoteInstance otherVersion = open(RemoteOptions.of("deployed").withVersion("7"))) {
            assertThat(known.ready().toCompletableFuture().join()).isTrue();
            assertThat(unknown.ready().toCompletableFuture().join()).isFalse();
            assertThat(otherVersion.ready().toCompletableFuture().join()).isFalse();
            assertThatThrownBy(() -> join(unknown, List.of(new float[4])))
                    .rootCause()
                    .hasMessageContaining("there is no model 'no-such-model'; there are [deployed]");
        }
    }

    @Test
    void anEndpointThatIsDownIsUsedWhenItComes() {
        ModelServer first = start(0, 0);
        int httpPort = first.httpPort();
        int grpcPort = first.grpcPort();
        first.close();
        RemoteInstances instances =
                new RemoteInstances(RemoteOptions.of("deployed").withConnectTimeoutMs(5_000));
        try (RemoteInstance instance = instances.open(AFFINE, "deployed-0", endpoint(httpPort, grpcPort))) {
            assertThat(instance.ready().toCompletableFuture().join()).isFalse();
            assertThatThrownBy(() -> join(instance, List.of(new float[4])))
                    .rootCause()
                    .hasMessageContaining("cannot be reached");
            ModelServer second = start(httpPort, grpcPort);
            try {
                assertThat(instance.ready().toCompletableFuture().join()).isTrue();
                assertThat(join(instance, List.of(new float[4]))).hasSize(1);
            } finally {
                second.close();
            }
        }
    }

    private RemoteInstance open(RemoteOptions options) {
        return new RemoteInstances(options).open(AFFINE, "deployed-0", endpoint(server.httpPort(), server.grpcPort()));
    }

    private static ModelServer start(int httpPort, int grpcPort) {
        ServerOptions options = new ServerOptions(
                ServerOptions.LOOPBACK, httpPort, grpcPort, 1, Devices.CPU, new PoolLimits(100, 8), 1 << 20, 100);
        return ModelServer.start(Map.of("deployed", AFFINE), new LocalInstances(), options);
    }

    private static List<float[]> join(Instance instance, List<float[]> inputs) {
        return instance.infer(inputs).toCompletableFuture().join();
    }
}
