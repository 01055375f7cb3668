package io.parm.job.kafka.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.schemas.MalformedRecordException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class CachedSchemasTest {

    private static final Schema INT = Schema.create(Schema.Type.INT);
    private static final Schema LONG = Schema.create(Schema.Type.LONG);

    private final Map<Integer, Schema> registered = new HashMap<>();
    private final List<Integer> asked = new ArrayList<>();
    private boolean down;
    private long nowNanos;
    private final CachedSchemas schemas = new CachedSchemas(Map.of(1, INT), this::ask, () -> nowNanos);

    @Test
    void whatIsKnownFromTheStartIsNotAskedFor() throws MalformedRecordException {
        assertThat(schemas.of(1)).isEqualTo(INT);
        assertThat(asked).isEmpty();
    }

    @Test
    void anyOtherIsAskedForOnce() throws MalformedRecordException {
        registered.put(2, LONG);
        assertThat(schemas.of(2)).isEqualTo(LONG);
        assertThat(schemas.of(2)).isEqualTo(LONG);
        assertThat(asked).containsExactly(2);
    }

    @Test
    void anIdThatIsNotThereIsAskedForAgainAfterAWhileAndNotBefore() throws MalformedRecordException {
        assertThatThrownBy(() -> schemas.of(3)).hasMessage("no 3");
        nowNanos += CachedSchemas.UNKNOWN_FOR_NANOS - 1;
        assertThatThrownBy(() -> schemas.of(3)).hasMessage("no 3");
        assertThat(asked).containsExactly(3);

        registered.put(3, LONG);
        nowNanos += 1;
        assertThat(schemas.of(3)).isEqualTo(LONG);
        assertThat(asked).containsExactly(3, 3);
    }

    @Test
    void whileTheRegistryIsDownKnownIdsGoOnAndOthersFailEachTime() throws MalformedRecordException {
        down = true;
        assertThat(schemas.of(1)).isEqualTo(INT);
        assertThatThrownBy(() -> schemas.of(2)).isInstanceOf(RegistryException.class);
        assertThatThrownBy(() -> schemas.of(2)).isInstanceOf(RegistryException.class);
        down = false;
        registered.put(2, LONG);
        assertThat(schemas.of(2)).isEqualTo(LONG);
    }

    @Test
    void onlySoManyUnknownIdsAreRemembered() {
        for (int id = 10; id <= 1010; id++) {
            int unknown = id;
            assertThatThrownBy(() -> schemas.of(unknown)).hasMessage("no " + unknown);
        }
        asked.clear();
        assertThatThrownBy(() -> schemas.of(1010)).hasMessage("no 1010");
        assertThatThrownBy(() -> schemas.of(10)).hasMessage("no 10");
        assertThat(asked).containsExactly(10);
    }

    private Schema ask(int id) throws MalformedRecordException {
        asked.add(id);
        if (down) {
            throw new RegistryException("down");
        }
        if (!registered.containsKey(id)) {
            throw new MalformedRecordException("no " + id);
        }
        return registered.get(id);
    }
}
