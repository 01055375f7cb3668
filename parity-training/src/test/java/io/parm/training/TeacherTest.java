package io.parm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.parm.model.UserError;
import io.parm.training.data.RecordedInputs;
import io.parm.training.data.Samples;
import io.parm.training.data.Task;
import io.parm.training.engine.Network;
import io.parm.training.torchscript.Family;
import io.parm.training.torchscript.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeacherTest {

    private static final Task TASK = SquareTask.unlabelledSides();

    @TempDir
    private Path folder;

    @Test
    void recordedOutputsAreTaughtAsTheyAreAndTheOthersAreComputed() throws IOException {
        try (Network deployed = network(1)) {
            float[][] computed = Teacher.of(deployed, split(List.of())).outputs();
            float[] recorded = computed[0].clone();
            recorded[1] += 1e-4f;
            Teacher teacher = Teacher.of(deployed, split(List.of(recorded)));
            assertThat(teacher.outputs()[0]).isEqualTo(recorded).isNotEqualTo(computed[0]);
            for (int i = 1; i < computed.length; i++) {
                assertThat(teacher.outputs()[i]).containsExactly(computed[i], within(1e-5f));
            }
        }
    }

    @Test
    void recordedOutputsOfAnotherModelAreRefusedInOneSentence() throws IOException {
        try (Network deployed = network(1);
                Network other = network(2)) {
            List<float[]> others = List.of(Teacher.of(other, split(List.of())).outputs());
            assertThatThrownBy(() -> Teacher.of(deployed, split(others)))
                    .isInstanceOf(UserError.class)
                    .hasMessageMatching(
                            "the recorded predictions are not this deployed model's: float \\d of one is \\S+"
                                    + " where the model puts out \\S+; name the service that made them, or leave them out");
        }
    }

    @Test
    void aServiceThatChangedItsModelOnTheWayIsFoundOut() throws IOException {
        try (Network deployed = network(1);
                Network other = network(2)) {
            List<float[]> outputs = new ArrayList<>(
                    List.of(Teacher.of(deployed, split(List.of())).outputs()));
            List<float[]> others = List.of(Teacher.of(other, split(List.of())).outputs());
            for (int i = outputs.size() / 2; i < outputs.size(); i++) {
                outputs.set(i, others.get(i));
            }
            assertThatThrownBy(() -> Teacher.of(deployed, split(outputs))).isInstanceOf(UserError.class);
        }
    }

    @Test
    void recordedOutputsOfAnotherSizeAreRefusedInOneSentence() throws IOException {
        try (Network deployed = network(1)) {
            assertThatThrownBy(() -> Teacher.of(deployed, split(List.of(new float[7]))))
                    .isInstanceOf(UserError.class)
                    .hasMessage(
                            "the recorded predictions are not this deployed model's: one has 7 floats where the model"
                                    + " puts out 2; name the service that made them, or leave them out");
        }
    }

    private Network network(int seed) throws IOException {
        Path file = folder.resolve(seed + ".pt");
        Script.write(Family.MLP.layers(2), TASK.train().shape(), seed, file);
        return Network.open(file, TASK.train().shape());
    }

    /** @param recorded the first samples' outputs */
    private static Split split(List<float[]> recorded) {
        Samples drawn = TASK.train();
        List<float[]> inputs = new ArrayList<>();
        List<float[]> outputs = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            inputs.add(drawn.input(i));
            outputs.add(i < recorded.size() ? recorded.get(i) : RecordedInputs.NOTHING);
        }
        RecordedInputs train = new RecordedInputs(drawn.shape(), inputs, outputs);
        return new Split(TASK, train, train);
    }
}
