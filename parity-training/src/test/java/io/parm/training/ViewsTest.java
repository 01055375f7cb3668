package io.parm.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.training.data.Augmentation;
import io.parm.training.data.Images;
import io.parm.training.data.Normalisation;
import io.parm.training.data.View;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ViewsTest {

    private static final int SIDE = 8;
    private static final int PIXELS = SIDE * SIDE;
    private static final int ERASED = 3;
    private static final Images WHITE = white();

    @Test
    void aSquareOfAllChannelsIsErasedAnywhere() {
        Random random = new Random(5);
        boolean[] everErased = new boolean[PIXELS];
        int largest = 0;
        for (int draw = 0; draw < 2000; draw++) {
            float[] seen = Views.input(WHITE, 0, View.UNCHANGED, new Augmentation(0, false, ERASED), random);
            int erased = 0;
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                assertThat(seen[pixel]).isIn(0f, 1f).isEqualTo(seen[PIXELS + pixel]);
                if (seen[pixel] == 0) {
                    everErased[pixel] = true;
                    erased++;
                }
            }
            assertThat(erased).isBetween(4, ERASED * ERASED);
            largest = Math.max(largest, erased);
        }
        assertThat(largest).isEqualTo(ERASED * ERASED);
        assertThat(everErased).doesNotContain(false);
    }

    @Test
    void whereNothingIsErasedNothingIsDrawn() {
        Random random = new Random(5);
        float[] seen = Views.input(WHITE, 0, View.UNCHANGED, Augmentation.MIRRORED, random);
        assertThat(seen).containsOnly(1f);
        assertThat(random.nextLong()).isEqualTo(new Random(5).nextLong());
    }

    private static Images white() {
        byte[] pixels = new byte[2 * PIXELS];
        Arrays.fill(pixels, (byte) 255);
        Normalisation unchanged = new Normalisation(List.of(0f, 0f), List.of(1f, 1f));
        return new Images(new int[] {2, SIDE, SIDE}, List.of(pixels), List.of(new float[] {0}), unchanged);
    }
}
