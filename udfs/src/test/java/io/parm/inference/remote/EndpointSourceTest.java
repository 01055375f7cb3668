package io.parm.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointSourceTest {

    private static final Endpoint A = Endpoint.parse("grpc://a:1?zone=z");
    private static final Endpoint B = Endpoint.parse("http://b:2");

    @TempDir
    Path folder;

    @Test
    void fixedEndpointsAreSaidOnceAndEachOnce() {
        EndpointSource source = EndpointSource.of(List.of("grpc://a:1?zone=z", "http://b:2", "http://b:2"));
        assertThat(source.changed()).contains(List.of(A, B));
        assertThat(source.changed()).isEmpty();
    }

    @Test
    void noEndpointsAreAListToo() {
        assertThat(EndpointSource.of(List.of()).changed()).contains(List.of());
    }

    @Test
    void wrongEndpointIsRefusedAtOnce() {
        assertThatThrownBy(() -> EndpointSource.of(List.of("a:1")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("a:1");
    }

    @Test
    void fileIsReadAgainWhenItChanges() throws IOException {
        Path file = Files.writeString(folder.resolve("endpoints"), "# ours\n\n grpc://a:1?zone=z \n");
        EndpointSource source = EndpointSource.of(List.of("file:" + file));
        assertThat(source.changed()).contains(List.of(A));
        assertThat(source.changed()).isEmpty();

        Files.writeString(file, "grpc://a:1?zone=z\nhttp://b:2\n");
        assertThat(source.changed()).contains(List.of(A, B));
    }

    @Test
    void unreadableFileAndUnreadableLineAreSaidOnceUntilTheyChange() throws IOException {
        Path file = folder.resolve("endpoints");
        EndpointSource source = EndpointSource.of(List.of("file:" + file));
        assertThatThrownBy(source::changed).isInstanceOf(UserError.class).hasMessageContaining(file.toString());
        assertThat(source.changed()).isEmpty();

        Files.writeString(file, "nonsense");
        assertThatThrownBy(source::changed).isInstanceOf(UserError.class).hasMessageContaining("nonsense");
        assertThat(source.changed()).isEmpty();

        Files.writeString(file, "http://b:2");
        assertThat(source.changed()).contains(List.of(B));
    }
}
