package io.parm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ParityOutput;
import io.parm.model.UserError;
import io.parm.training.data.Augmentation;
import io.parm.training.data.Normalisation;
import io.parm.training.data.RecordedInputs;
import io.parm.training.data.Task;
import io.parm.training.data.TopAccuracy;
import io.parm.training.torchscript.Family;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks for images, named for rows of four numbers. */
class BuiltInModelsTest {

    private static final CodeSpec SLOTS = new CodeSpec(Encoder.Kind.STACKING, ParityOutput.Kind.PER_SLOT, 2, 1);

    @TempDir
    private Path folder;

    @Test
    void aFamilyThatNeedsImagesIsRefusedForRows() {
        for (Family family : new Family[] {Family.CNN, Family.RESNET, Family.VGG11}) {
            assertRefused(family, "compact-4")
                    .startsWith("--model " + family.optionName() + " does not fit the task: ")
                    .endsWith("needs an input [channels, height, width] but its shape was [4]; mlp takes any shape");
        }
    }

    @Test
    void aParityModelThatNeedsImagesIsRefusedForRows() {
        assertRefused(Family.MLP, "resnet-4")
                .isEqualTo("--parity-model resnet-4 does not fit the task: a residual network needs an input"
                        + " [channels, height, width] but its shape was [4]; compact-WIDTH takes any shape");
    }

    private AbstractStringAssert<?> assertRefused(Family family, String parityModel) {
        Models models = new Models(family, Optional.empty(), ParityModel.parse(parityModel));
        TrainingSettings settings = TrainingSettings.defaults(1, 1, ParityLoss.DISTILLATION, 1, 1);
        Path service = folder.resolve("service");
        ServiceTraining training = new ServiceTraining(new Recipe(rows(), SLOTS, models, settings), epoch -> {});
        var message = assertThatThrownBy(() -> training.run(service, "a test"))
                .isInstanceOf(UserError.class)
                .message();
        assertThat(service).doesNotExist();
        return message;
    }

    private static Task rows() {
        RecordedInputs all = new RecordedInputs(
                new int[] {4},
                Collections.nCopies(200, new float[4]),
                Collections.nCopies(200, RecordedInputs.NOTHING));
        return new Task(
                "rows",
                all.range(0, 150),
                all.range(150, 200),
                new Task.Input(Normalisation.UNKNOWN, false, Augmentation.NONE),
                Task.Output.classes(List.of("one", "other")),
                TopAccuracy.FIRST,
                "made up");
    }
}
