package io.parm.job.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.coding.GroupState;
import io.parm.coding.ParityHold;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class StreamTypesTest {

    private static final List<Class<?>> TYPES = List.of(
            RawRecord.class,
            Header.class,
            Envelope.class,
            AdmittedQuery.class,
            ModelInput.class,
            GroupNotice.class,
            Outcome.class,
            Answer.class,
            DeadLetter.class,
            GroupState.class,
            ParityHold.class);

    @Test
    void everyStreamAndStateTypeIsSerializedWithoutKryo() {
        for (Class<?> type : TYPES) {
            PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
            assertThat(TypeInformation.of(type).toString()).as(type.getName()).doesNotContain("GenericType");
        }
        assertThat(TYPES).hasSize(11);
    }
}
