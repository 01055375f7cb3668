package io.parm.lab.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class PairedFigureTest {

    @Test
    void ratiosAreToTheBaselineOfTheSameTurn() {
        PairedFigure figure = new PairedFigure("queries/s", "plain", Map.of("coded", 0.5));
        figure.add("plain", 100);
        figure.add("coded", 80);
        figure.add("coded", 20);
        figure.add("plain", 50);
        figure.add("plain", 200);
        figure.add("coded", 120);
        assertThat(figure.table()
                        .lines()
                        .filter(line -> line.startsWith("coded"))
                        .map(line -> line.replaceAll(" +", " ")))
                .containsExactly("coded 80.0 (20.0 … 120) 0.60 (0.40 … 0.80) 0.50");
    }

    @Test
    void figuresHaveEveryTurn() {
        PairedFigure figure = new PairedFigure("p50 ms", "plain", Map.of());
        figure.add("plain", 1.5);
        figure.add("plain", 2.5);
        assertThat(figure.figures().toJson()).isEqualTo("{\"name\":\"p50 ms\",\"plain\":[1.5,2.5]}");
    }

    @Test
    void recordsOfThePlainJobAreSerializedWithoutKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(PlainQuery.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(PlainAnswer.class);
    }
}
