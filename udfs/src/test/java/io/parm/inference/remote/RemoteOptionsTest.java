package io.parm.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.inference.protocol.TensorNames;
import io.parm.model.ModelFile;
import io.parm.model.UserError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteOptionsTest {

    private static final RemoteOptions FULL = RemoteOptions.of("deployed")
            .withVersion("3")
            .withNames(new TensorNames("in", "out"))
            .withAccess(new Access("", "s3cret", Map.of("X-Key", "hidden")))
            .withMaxMessageBytes(1000)
            .withConnectTimeoutMs(50);

    @Test
    void secretsAreNotPrinted() {
        assertThat(FULL.toString())
                .contains("deployed", "a bearer token", "x-key")
                .doesNotContain("s3cret", "hidden");
    }

    @Test
    void theyTravelWithAnOperator() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(FULL);
            out.writeObject(new RemoteInstances(FULL));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(FULL);
            assertThat(in.readObject()).isNotNull();
        }
    }

    @Test
    void whatCannotBeSentIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> new Access("", "to\nken", Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessage("the bearer token must be printable ASCII");
        assertThatThrownBy(() -> new Access("", "", Map.of("x-key", "a\r\nb")))
                .isInstanceOf(UserError.class)
                .hasMessage("the value of header x-key must be printable ASCII");
        assertThatThrownBy(() -> new Access("", "", Map.of("x key", "")))
                .isInstanceOf(UserError.class)
                .hasMessage("'x key' cannot be a header's name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "ä"})
    void aModelsNameFitsIntoAPath(String name) {
        assertThatThrownBy(() -> RemoteOptions.of(name))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpcs://a:1", "https://a:1"})
    void anUnreadableFileOfAuthoritiesIsNamed(String endpoint) {
        RemoteOptions options = RemoteOptions.of("m").withAccess(new Access("/no/such.pem", "", Map.of()));
        assertThatThrownBy(() -> new RemoteInstances(options)
                        .open(new ModelFile("", new int[] {1}, 1), "m-0", Endpoint.parse(endpoint)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("/no/such.pem");
    }
}
