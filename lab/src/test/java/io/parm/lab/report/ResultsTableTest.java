package io.parm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.model.Service;
import io.parm.model.ServiceManifest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTableTest {

    private final ServiceManifest manifest =
            Service.read(Path.of("services/fashion-mnist")).manifest();

    @Test
    void rowHasTheFiguresOfTheManifest() {
        ServiceManifest measured = manifest.withEvaluation(Map.of(
                "accuracy-deployed", 93.4,
                "accuracy-reconstructed", 91.5,
                "accuracy-reconstructed-interval", List.of(91.0, 92.0),
                "accuracy-reconstructed-2-missing", 90.5,
                "inference-ms-deployed", 0.5,
                "inference-ms-parity", 0.55,
                "inference-ratio", 1.08));
        assertThat(rows(List.of(measured)).get(0))
                .startsWith("| fashion-mnist | concatenation/per-slot | 2 | 1 | 93.40 | 91.50 | 91.0 … 92.0 | 90.50 |")
                .contains("| 0.50 / 0.55 | 1.08 |");
    }

    @Test
    void whatAManifestDoesNotSayIsADash() {
        assertThat(rows(List.of(manifest.withEvaluation(Map.of()))).get(0))
                .startsWith("| fashion-mnist | concatenation/per-slot | 2 | 1 | – | – | – | – |");
    }

    @Test
    void bestReconstructionComesFirst() {
        ServiceManifest worse = manifest.withEvaluation(new HashMap<>(Map.of("iou-reconstructed", 60)));
        ServiceManifest better = manifest.withEvaluation(new HashMap<>(Map.of("iou-reconstructed", 70.5)));
        assertThat(rows(List.of(worse, better)).get(0)).contains("| 70.50 |");
    }

    private static List<String> rows(List<ServiceManifest> services) {
        return ResultsTable.of(services).lines().skip(2).toList();
    }
}
