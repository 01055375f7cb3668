package io.parm.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.inference.PoolLimits;
import io.parm.model.ModelFile;
import io.parm.serving.ModelServer;
import io.parm.serving.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Model servers behind TLS, as a load balancer or a sidecar puts them there. */
@Timeout(60)
class TlsTest {

    private static final ModelFile ECHO = new ModelFile("", new int[] {4}, 4);

    private static Authority authority;
    private static Authority stranger;
    private static ModelServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, InterruptedException {
        authority = new Authority(Files.createDirectory(folder.resolve("ours")));
        stranger = new Authority(Files.createDirectory(folder.resolve("theirs")));
        server = ModelServer.start(
                Map.of("echo", ECHO), new HeldInstances(), ServerOptions.anywhere(4, new PoolLimits(100, 1)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpcs", "https"})
    void aServerOfATrustedAuthorityAnswers(String scheme) throws IOException, GeneralSecurityException {
        try (SocketProxy proxy = new SocketProxy(authority.listen(), port(scheme));
                RemoteInstance instance =
                        open(scheme, proxy.port(), authority.pem().toString())) {
            assertThat(infer(instance).join()).containsExactly(new float[] {1, 2, 3, 4});
            assertThat(instance.ready().toCompletableFuture().join()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpcs", "https"})
    void aServerOfAnotherAuthorityIsNotAsked(String scheme) throws IOException, GeneralSecurityException {
        try (SocketProxy proxy = new SocketProxy(stranger.listen(), port(scheme));
                RemoteInstance instance =
                        open(scheme, proxy.port(), authority.pem().toString())) {
            assertIsRefused(instance, "cannot be reached over TLS: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpcs", "https"})
    void withoutAFileOfAuthoritiesThePublicOnesAreTrusted(String scheme) throws IOException, GeneralSecurityException {
        try (SocketProxy proxy = new SocketProxy(authority.listen(), port(scheme));
                RemoteInstance instance = open(scheme, proxy.port(), "")) {
            assertIsRefused(instance, "cannot be reached over TLS: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpcs", "https"})
    void aServerThatSpeaksNoTlsIsNotAsked(String scheme) {
        try (RemoteInstance instance =
                open(scheme, port(scheme), authority.pem().toString())) {
            assertIsRefused(instance, "cannot be reached");
        }
    }

    @Test
    void silenceOfAServerThatNeverAnsweredOverTlsIsExplained() {
        String plain = "; if it speaks no TLS, write http:// for it";
        try (RemoteInstance instance = open("https", server.httpPort(), "")) {
            assertThatThrownBy(infer(instance, 200)::join).rootCause().hasMessageEndingWith("within 200 ms" + plain);
            assertThatThrownBy(infer(instance)::join)
                    .rootCause()
                    .hasMessageEndingWith("cannot be reached within "
                            + RemoteOptions.of("echo").connectTimeoutMs() + " ms" + plain);
        }
    }

    private static void assertIsRefused(RemoteInstance instance, String why) {
        assertThatThrownBy(infer(instance)::join)
                .rootCause()
                .isInstanceOf(RemoteFailure.class)
                .hasMessageMatching("\\w+s://127.0.0.1:\\d+ " + why + ".+")
                .message()
                .doesNotContain("\n", "Exception");
        assertThat(instance.ready().toCompletableFuture().join()).isFalse();
    }

    private static int port(String scheme) {
        return scheme.equals("grpcs") ? server.grpcPort() : server.httpPort();
    }

    private static RemoteInstance open(String scheme, int port, String caFile) {
        return new RemoteInstances(RemoteOptions.of("echo").withAccess(new Access(caFile, "", Map.of())))
                .open(ECHO, "echo-0", Endpoint.parse(scheme + "://127.0.0.1:" + port));
    }

    private static CompletableFuture<List<float[]>> infer(RemoteInstance instance) {
        return infer(instance, 20_000);
    }

    private static CompletableFuture<List<float[]>> infer(RemoteInstance instance, long leftMs) {
        return instance.infer(List.of(new float[] {1, 2, 3, 4}), leftMs).toCompletableFuture();
    }
}
