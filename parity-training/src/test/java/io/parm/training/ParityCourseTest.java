package io.parm.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ErasureCode;
import io.parm.coding.ParityOutput;
import io.parm.training.data.Augmentation;
import io.parm.training.data.Images;
import io.parm.training.data.Normalisation;
import io.parm.training.data.Task;
import io.parm.training.data.TopAccuracy;
import io.parm.training.engine.Batch;
import io.parm.training.torchscript.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParityCourseTest {

    private static final int K = 3;
    private static final int GROUPS = 200;
    private static final int[] SHAPE = {1, 5, 5};
    private static final int PIXELS = 5 * 5;
    private static final Normalisation UNCHANGED = Normalisation.grey(0, 1);
    private static final CodeSpec SPEC = new CodeSpec(Encoder.Kind.STACKING, ParityOutput.Kind.PER_SLOT, K, 1);

    /** Images of one brightness each: however they are moved, the brightest pixel tells which image it is. */
    private final Images images = images();

    private final Batch batch = batch();

    @Test
    void everyImageIsInOneGroupAndAPartialGroupHasOnlyLastSlotsEmpty() {
        int partial = 0;
        for (int group = 0; group < GROUPS; group++) {
            int members = members(group);
            for (int slot = 0; slot < K; slot++) {
                assertThat(weight(group, slot)).isEqualTo(slot < members ? 1 : 0);
            }
            partial += members < K ? 1 : 0;
        }
        assertThat(partial).isBetween(GROUPS / 4, 3 * GROUPS / 4);
    }

    @Test
    void targetOfASlotIsTheOutputForTheImageThatIsEncodedThere() {
        int checked = 0;
        for (int group = 0; group < GROUPS; group++) {
            for (int slot = 0; slot < members(group); slot++) {
                int from = (group * K + slot) * PIXELS;
                float brightest = 0;
                for (float pixel : Arrays.copyOfRange(batch.inputs(), from, from + PIXELS)) {
                    brightest = Math.max(brightest, pixel);
                }
                int image = Math.round(brightest * 255) - 1;
                assertThat(target(group, slot)[image % 2]).isGreaterThan(0.5f);
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(GROUPS);
    }

    private int members(int group) {
        int members = 0;
        while (members < K && weight(group, members) == 1) {
            members++;
        }
        assertThat(members).isPositive();
        return members;
    }

    private float weight(int group, int slot) {
        return batch.targets().weights()[group * K + slot];
    }

    private float[] target(int group, int slot) {
        int from = (group * K + slot) * 2;
        return Arrays.copyOfRange(batch.targets().values(), from, from + 2);
    }

    private Batch batch() {
        TrainingSettings settings = new TrainingSettings(
                1, 1, GROUPS, 1e-3, 0, 0, 0.5, 0.5, ParityLoss.DISTILLATION, 0, 0, 0, 1, 1, Precision.FLOAT32);
        ErasureCode code = ErasureCode.of(SPEC, SHAPE);
        float[][] outputs = new float[images.size()][];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = i % 2 == 0 ? new float[] {1, 0} : new float[] {0, 1};
        }
        Lesson lesson =
                Lesson.of(code, ParityOutput.Kind.PER_SLOT, 0, settings, Task.Output.classes(List.of("even", "odd")));
        Teacher teacher = new Teacher(new Split(task(), images, images), outputs, outputs);
        MeasuredOutputs deployed = new MeasuredOutputs(images, outputs, TopAccuracy.FIRST);
        Reconstruction validation = new Reconstruction(code, deployed, 1);
        ParityCourse course = new ParityCourse(lesson, teacher, settings, validation);
        Random random = new Random(4);
        course.shuffle(random);
        assertThat(course.batchesPerEpoch()).isEqualTo(1);
        return course.batch(0, random);
    }

    private Task task() {
        Task.Input input = new Task.Input(UNCHANGED, true, new Augmentation(2, false));
        Task.Output output = Task.Output.classes(List.of("even", "odd"));
        return new Task("brightness", images, images, input, output, TopAccuracy.FIRST, "made up");
    }

    private static Images images() {
        List<byte[]> pixels = new ArrayList<>();
        for (int i = 0; i < K * GROUPS; i++) {
            byte brightness = (byte) (1 + i % 250);
            byte[] image = new byte[PIXELS];
            Arrays.fill(image, brightness);
            pixels.add(image);
        }
        return new Images(SHAPE, pixels, Collections.nCopies(K * GROUPS, new float[] {0}), UNCHANGED);
    }
}
