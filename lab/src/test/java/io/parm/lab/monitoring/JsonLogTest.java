package io.parm.lab.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.Test;

/** {@code conf/log4j-json.properties}. */
class JsonLogTest {

    @Test
    void anEventWithQuotesLinesAndAnExceptionIsOneLineOfJson() throws IOException {
        SortedArrayStringMap context = new SortedArrayStringMap();
        context.putValue("flink-job-id", "c0ffee");
        String line = layout().toSerializable(Log4jLogEvent.newBuilder()
                .setLoggerName("io.parm.job.operator.RemotePools")
                .setLevel(Level.WARN)
                .setThreadName("infer (1/2)")
                .setTimeMillis(1)
                .setContextData(context)
                .setMessage(new SimpleMessage("a \"quoted\" word\nand a second line"))
                .setThrown(new IllegalStateException("it\tfailed"))
                .build());

        assertThat(line).endsWith("}\n").hasLineCount(1);
        JsonNode event = new ObjectMapper().readTree(line);
        assertThat(event.path("time").asText()).isEqualTo("1970-01-01T00:00:00.001Z");
        assertThat(event.path("level").asText()).isEqualTo("WARN");
        assertThat(event.path("job").asText()).isEqualTo("c0ffee");
        assertThat(event.path("thread").asText()).isEqualTo("infer (1/2)");
        assertThat(event.path("message").asText()).isEqualTo("a \"quoted\" word\nand a second line");
        assertThat(event.path("exception").asText()).startsWith("java.lang.IllegalStateException: it\tfailed");
    }

    private static PatternLayout layout() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = new FileInputStream("../conf/log4j-json.properties")) {
            properties.load(in);
        }
        String prefix = "appender.console.layout.";
        return PatternLayout.newBuilder()
                .withConfiguration(new DefaultConfiguration())
                .withPattern(properties.getProperty(prefix + "pattern"))
                .withAlwaysWriteExceptions(
                        Boolean.parseBoolean(properties.getProperty(prefix + "alwaysWriteExceptions")))
                .build();
    }
}
