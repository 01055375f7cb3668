package io.parm.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.protocol.TensorNames;
import io.parm.serving.ModelServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestFaultsTest extends FaultsContract {

    private static final RemoteOptions NAMED = RemoteOptions.of("any").withNames(TensorNames.DEFAULT);

    @Override
    Endpoint endpoint(int port) {
        return Endpoint.parse("http://127.0.0.1:" + port);
    }

    @Override
    int portOf(ModelServer running) {
        return running.httpPort();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello | the body is no JSON",
                "[] | the body is no JSON object",
                "{} | there is no output 'OUTPUT__0'",
                "{\"outputs\": [{\"name\": \"a\", \"datatype\": \"INT8\", \"shape\": [1, 4], \"data\": [1, 2, 3, 4]}]}"
                        + " | tensor 'a' has data type INT8, not FP32",
                "{\"outputs\": [{\"name\": \"a\", \"datatype\": \"FP32\", \"shape\": [1, 4], \"data\": [1, 2, 3]}]}"
                        + " | tensor 'a' of shape .* has 3 elements",
                "{\"outputs\": [{\"name\": \"a\", \"datatype\": \"FP32\", \"shape\": [1, 2], \"data\": [1, 2]}]}"
                        + " | output 'a' has shape .*, not",
                "{\"outputs\": [{\"name\": \"a\", \"datatype\": \"FP32\", \"shape\": [1, 4], \"data\": [1, 2, 3, NaN]}]}"
                        + " | the body is no JSON",
                "{\"outputs\": [{\"name\": \"a\", \"datatype\": \"FP32\", \"shape\": [1, 4],"
                        + " \"parameters\": {\"binary_data_size\": 16}}]} | tensor 'a' claims 16 bytes of the 0",
            })
    void bodyThatIsNoAnswer(String body, String why) throws IOException {
        try (RawServer foreign = RawServer.http("", body.getBytes(StandardCharsets.UTF_8));
                RemoteInstance instance = open(foreign.port(), NAMED)) {
            fails(infer(instance, 30_000), "answered with what is no output: " + why);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1", "3", "x"})
    void jsonLengthThatIsNone(String length) throws IOException {
        try (RawServer foreign = RawServer.http(
                        "Inference-Header-Content-Length: " + length + "\r\n", "{}".getBytes(StandardCharsets.UTF_8));
                RemoteInstance instance = open(foreign.port(), NAMED)) {
            fails(infer(instance, 30_000), "Inference-Header-Content-Length is");
        }
    }

    @Test
    void plainJsonIsReadToo() throws IOException {
        String body = "{\"model_name\": \"any\", \"outputs\":"
                + " [{\"name\": \"OUTPUT__0\", \"datatype\": \"FP32\", \"shape\": [1, 4], \"data\": [[1, 2.5, 3, -4]]}]}";
        try (RawServer foreign = RawServer.http("", body.getBytes(StandardCharsets.UTF_8));
                RemoteInstance instance = open(foreign.port(), NAMED)) {
            assertThat(infer(instance, 30_000).join()).containsExactly(new float[] {1, 2.5f, 3, -4});
        }
    }
}
