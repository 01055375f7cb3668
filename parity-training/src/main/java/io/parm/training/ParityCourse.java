package io.parm.training;

import io.parm.coding.ErasureCode;
import io.parm.training.data.Augmentation;
import io.parm.training.data.Samples;
import io.parm.training.data.View;
import io.parm.training.engine.Batch;
import io.parm.training.engine.Loss;
import io.parm.training.engine.Network;
import java.util.Random;

/**
 * Teaches a parity model what the deployed model puts out for random groups of training samples (paper §3.3).
 *
 * <p>Inputs are encoded by the code that serving uses; the {@link Lesson} makes the targets. A share of the groups is partial: their
 * last slots are empty, as in serving, and count nothing in the loss.
 */
final class ParityCourse implements Course {

    private final Lesson lesson;
    private final Teacher teacher;
    private final TrainingSettings settings;
    private final Reconstruction validation;
    private int[][] groups = new int[0][];

    /**
     * @param lesson for the parity model that is taught
     * @param teacher outputs for the training samples
     * @param validation reconstructions of the validation samples
     */
    ParityCourse(Lesson lesson, Teacher teacher, TrainingSettings settings, Reconstruction validation) {
        this.lesson = lesson;
        this.teacher = teacher;
        this.settings = settings;
        this.validation = validation;
    }

    @Override
    public void shuffle(Random random) {
        groups = Order.groups(teacher.split().train().size(), lesson.code().k(), random);
    }

    @Override
    public int batchesPerEpoch() {
        return teacher.split().train().size() / lesson.code().k() / settings.batchSize();
    }

    @Override
    public Batch batch(int index, Random random) {
        BatchBuilder batch = new BatchBuilder();
        for (int i = 0; i < settings.batchSize(); i++) {
            addGroup(batch, groups[index * settings.batchSize() + i], random);
        }
        return batch.build();
    }

    private void addGroup(BatchBuilder batch, int[] group, Random random) {
        Samples samples = teacher.split().train();
        Augmentation augmentation = teacher.split().task().input().augmentation();
        ErasureCode code = lesson.code();
        boolean partial = code.k() > 1 && random.nextDouble() < settings.partialShare();
        int members = partial ? 1 + random.nextInt(code.k() - 1) : code.k();
        float[][] inputs = new float[code.k()][];
        float[][] outputs = new float[code.k()][];
        float[][] truths = new float[code.k()][];
        for (int slot = 0; slot < members; slot++) {
            View view = Views.draw(random, augmentation);
            inputs[slot] = Views.input(samples, group[slot], view, augmentation, random);
            outputs[slot] = teacher.output(group[slot], view);
            truths[slot] = teacher.split().task().metric().truthSeen(samples.truth(group[slot]), view);
        }
        batch.add(code.encoder().encode(inputs, lesson.parity()), lesson.rows(outputs, truths));
    }

    @Override
    public Loss loss() {
        return lesson.loss();
    }

    @Override
    public Validation validate(Network network) {
        return validation.validate(lesson, network);
    }
}
