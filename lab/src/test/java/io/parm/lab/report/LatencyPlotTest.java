package io.parm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyPlotTest {

    private static final Duration DEADLINE = Duration.ofMillis(25);

    @TempDir
    Path directory;

    @Test
    void thePictureIsWrittenWithoutADisplay() throws Exception {
        Path file = directory.resolve("plots").resolve("latency.png");
        LatencyPlot.write(
                "Latency with one straggler",
                List.of(ExampleRuns.unprotected(), ExampleRuns.protectedByParity()),
                DEADLINE,
                file);
        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isEqualTo(1100);
        assertThat(picture.getHeight()).isEqualTo(680);
    }
}
