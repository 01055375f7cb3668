package io.parm.job.kafka.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.model.UserError;
import io.parm.schemas.Query;
import io.parm.schemas.RecordType;
import io.parm.schemas.Tensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfluentFormatTest {

    private static final Query QUERY = new Query("q-1", Tensors.ofFloats(new float[] {1, -2}, 2), null);
    private static final String VERSIONS = "/subjects/queries-value/versions";
    private static final Schema SCHEMA = RecordType.QUERY.publicSchema();

    private ScriptedRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new ScriptedRegistry();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void aSchemaThatTheSubjectHasInOtherWordsIsNotRegisteredAgain() {
        String otherWords =
                SCHEMA.toString().replaceAll("\"doc\":\"[^\"]*\",?", "").replace(",}", "}");
        assertThat(otherWords).isNotEqualTo(SCHEMA.toString());
        registry.answers("GET " + VERSIONS, 200, "[1]");
        registry.answers("GET " + VERSIONS + "/1", 200, ScriptedRegistry.registered(12, otherWords));

        byte[] value = format().encoder(RecordType.QUERY, "queries").get().encode(QUERY);

        assertThat(ByteBuffer.wrap(value).getInt(1)).isEqualTo(12);
        assertThat(registry.requests()).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void aSchemaThatTheSubjectLacksIsRegistered() {
        registry.answers("GET " + VERSIONS, 404, ScriptedRegistry.NO_SUBJECT);
        registry.answers("POST " + VERSIONS, 200, "{\"id\":13}");

        byte[] value = format().encoder(RecordType.QUERY, "queries").get().encode(QUERY);

        assertThat(ByteBuffer.wrap(value).getInt(1)).isEqualTo(13);
    }

    @Test
    void itIsNotRegisteredByThoseWhoMayNot() {
        registry.answers("GET " + VERSIONS, 404, ScriptedRegistry.NO_SUBJECT);
        ConfluentFormat format = new ConfluentFormat(registry.settings("schema-registry.auto-register", "false"));

        assertThatThrownBy(() -> format.encoder(RecordType.QUERY, "queries"))
                .isInstanceOf(UserError.class)
                .hasMessage("subject queries-value of the schema registry has no version that is this job's Query:"
                        + " register it, or set schema-registry.auto-register: true");
        assertThat(registry.requests()).containsExactly("GET " + VERSIONS);
    }

    @Test
    void aRegistryThatIsDownIsOneLineBeforeTheJobStarts() {
        registry.close();
        assertThatThrownBy(() -> format().encoder(RecordType.QUERY, "queries"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("schema registry " + registry.url() + " cannot be reached: ");
        assertThatThrownBy(() -> format().decoder(RecordType.QUERY, List.of("queries")))
                .isInstanceOf(UserError.class);
    }

    @Test
    void theJobsTasksNeedNoRegistryForWhatWasRegisteredBeforeItStarted() throws Exception {
        registry.answers("GET " + VERSIONS, 200, "[1]");
        registry.answers("GET " + VERSIONS + "/1", 200, ScriptedRegistry.registered(12, SCHEMA.toString()));
        WireFormat.EncoderSource<Query> encoders =
                InstantiationUtil.clone(format().encoder(RecordType.QUERY, "queries"));
        WireFormat.DecoderSource<Query> decoders =
                InstantiationUtil.clone(format().decoder(RecordType.QUERY, List.of("queries")));
        registry.close();

        byte[] value = encoders.get().encode(QUERY);

        assertThat(decoders.get().decode(value)).isEqualTo(QUERY);
    }

    @Test
    void anIdThatCameUpSinceIsAskedForAndATaskFailsIfNobodyAnswers() throws Exception {
        registry.answers("GET " + VERSIONS, 404, ScriptedRegistry.NO_SUBJECT);
        registry.answers("POST " + VERSIONS, 200, "{\"id\":13}");
        registry.answers("GET /schemas/ids/13", 200, ScriptedRegistry.registered(13, SCHEMA.toString()));
        WireFormat.DecoderSource<Query> decoders = format().decoder(RecordType.QUERY, List.of("queries"));
        byte[] value = format().encoder(RecordType.QUERY, "queries").get().encode(QUERY);

        assertThat(decoders.get().decode(value)).isEqualTo(QUERY);
        registry.close();
        assertThatThrownBy(() -> decoders.get().decode(value)).isInstanceOf(RegistryException.class);
    }

    private ConfluentFormat format() {
        return new ConfluentFormat(registry.settings());
    }
}
