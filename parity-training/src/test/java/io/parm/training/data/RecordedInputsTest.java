package io.parm.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedInputsTest {

    private static final int[] SHAPE = {2, 3, 4};

    @Test
    void imagesAreMovedAndMirroredLikeThoseOfADataSet() {
        byte[] pixels = new byte[2 * 3 * 4];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (7 * i);
        }
        Normalisation same = new Normalisation(List.of(0.5f, 0.5f), List.of(0.25f, 0.25f));
        Images images = new Images(SHAPE, List.of(pixels), List.of(new float[] {0}), same);
        RecordedInputs recorded = new RecordedInputs(SHAPE, List.of(images.input(0)), List.of(RecordedInputs.NOTHING));
        int views = 0;
        for (int down = -3; down <= 3; down++) {
            for (int right = -4; right <= 4; right++) {
                for (boolean mirrored : new boolean[] {false, true}) {
                    View view = new View(down, right, mirrored);
                    assertThat(recorded.input(0, view)).as("%s", view).isEqualTo(images.input(0, view));
                    views++;
                }
            }
        }
        assertThat(views).isEqualTo(7 * 9 * 2);
    }

    @Test
    void nothingIsKnownOfThemButWhatWasRecorded() {
        float[] output = {1, 2};
        RecordedInputs recorded = new RecordedInputs(
                new int[] {1}, List.of(new float[] {3}, new float[] {4}), List.of(output, RecordedInputs.NOTHING));
        assertThat(recorded.truth(0)).isEmpty();
        assertThat(recorded.recordedOutput(0)).contains(output);
        assertThat(recorded.recordedOutput(1)).isEmpty();
        assertThat(recorded.range(1, 2).recordedOutput(0)).isEmpty();
        assertThat(recorded.range(1, 2).input(0, new View(1, 1, true))).containsExactly(4);
    }

    @Test
    void thereIsAnOutputPerInput() {
        assertThatThrownBy(() -> new RecordedInputs(new int[] {1}, List.of(new float[1]), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be an output per input but there are 0 and 1");
    }
}
