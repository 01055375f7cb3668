package io.parm.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.inference.remote.Endpoint.Scheme;
import io.parm.model.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {

    @Test
    void schemeHostPortAndZoneAreRead() {
        assertThat(Endpoint.parse("grpc://models-1:8001?zone=a"))
                .isEqualTo(new Endpoint(Scheme.GRPC, "models-1", 8001, "a"));
        assertThat(Endpoint.parse("https://[::1]:443/")).isEqualTo(new Endpoint(Scheme.HTTPS, "[::1]", 443, ""));
    }

    @ParameterizedTest
    @CsvSource({"grpc://a:1", "grpcs://a:65535?zone=b", "http://10.0.0.1:80", "https://[fe80::1]:443?zone=rack-7"})
    void itIsWrittenAsItIsRead(String text) {
        assertThat(Endpoint.parse(text)).hasToString(text);
        assertThat(Endpoint.parse(Endpoint.parse(text).address()).zone()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "models-1:8001 | scheme://host:port",
                "grpc://models-1 | scheme://host:port",
                "grpc://:8001 | scheme://host:port",
                "grpc://models-1:0 | port must be 1..65535 but was 0",
                "grpc://models-1:65536 | port must be 1..65535 but was 65536",
                "ftp://models-1:21 | one of grpc, grpcs, http, https",
                "http://user:secret@models-1:80 | user or password",
                "http://models-1:80/v2 | no path",
                "http://models-1:80#a | no fragment",
                "http://models-1:80?zone= | zone=NAME",
                "http://models-1:80?zone=a&b=c | zone=NAME",
                "http://models 1:80 | no URI",
            })
    void whatIsNoEndpointIsRefusedByName(String text, String why) {
        assertThatThrownBy(() -> Endpoint.parse(text))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("cannot read the endpoint '" + text + "': ")
                .hasMessageContaining(why);
    }
}
