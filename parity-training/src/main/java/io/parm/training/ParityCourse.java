package io.parm.training;

import io.parm.coding.ErasureCode;
import io.parm.coding.ParityOutput;
import io.parm.training.data.Images.View;
import io.parm.training.engine.Batch;
import io.parm.training.engine.Loss;
import io.parm.training.engine.Network;
import java.util.Random;

/**
 * Teaches a parity model what the deployed model puts out for random groups of training images (paper §3.3).
 *
 * <p>Inputs are encoded and targets made by the code that serving uses. A share of the groups is partial: their last slots are empty
 * and count nothing in the loss. A sum is matched by its squared error, the paper's way. Per-slot rows are matched as distributions:
 * the deployed model's probabilities, mixed with the true label.
 */
final class ParityCourse implements Course {

    private final Split split;
    private final ErasureCode code;
    private final ParityOutput.Kind kind;
    private final int parity;
    private final TrainingSettings settings;
    private final Teacher teacher;
    private final Reconstruction validation;
    private int[][] groups = new int[0][];

    /** The frozen deployed model's outputs for the training images, as they are and mirrored. */
    record Teacher(float[][] outputs, float[][] mirroredOutputs) {

        static Teacher of(Network deployed, Split split) {
            float[][] outputs = Outputs.of(deployed, split.train(), View.UNCHANGED);
            View mirror = new View(0, 0, true);
            return new Teacher(outputs, split.mirrored() ? Outputs.of(deployed, split.train(), mirror) : outputs);
        }

        private float[] output(int image, View view) {
            return view.mirrored() ? mirroredOutputs[image] : outputs[image];
        }
    }

    ParityCourse(
            Split split,
            ErasureCode code,
            ParityOutput.Kind kind,
            int parity,
            TrainingSettings settings,
            Teacher teacher,
            Reconstruction validation) {
        this.split = split;
        this.code = code;
        this.kind = kind;
        this.parity = parity;
        this.settings = settings;
        this.teacher = teacher;
        this.validation = validation;
    }

    @Override
    public void shuffle(Random random) {
        groups = Order.groups(split.train().size(), code.k(), random);
    }

    @Override
    public int batchesPerEpoch() {
        return split.train().size() / code.k() / settings.batchSize();
    }

    @Override
    public Loss loss() {
        return switch (kind) {
            case SUM -> Loss.SQUARED_ERROR;
            case PER_SLOT -> Loss.CROSS_ENTROPY;
        };
    }

    @Override
    public Batch batch(int index, Random random) {
        int size = settings.batchSize();
        Examples examples = new Examples(size);
        for (int i = 0; i < size; i++) {
            int[] group = groups[index * size + i];
            boolean partial = code.k() > 1 && random.nextDouble() < settings.partialShare();
            int members = partial ? 1 + random.nextInt(code.k() - 1) : code.k();
            float[][] inputs = new float[code.k()][];
            float[][] outputs = new float[code.k()][];
            for (int slot = 0; slot < members; slot++) {
                View view = Views.draw(random, split.mirrored());
                inputs[slot] = split.train().input(group[slot], view);
                outputs[slot] = teacher.output(group[slot], view);
            }
            examples.put(i, code.encoder().encode(inputs, parity), rows(group, outputs), members);
        }
        return examples.batch();
    }

    /** The group's target: a sum of outputs, or one distribution per slot. */
    private float[] rows(int[] group, float[][] outputs) {
        if (kind == ParityOutput.Kind.SUM) {
            return code.parityOutput().target(outputs, parity);
        }
        float[][] probabilities = new float[outputs.length][];
        for (int slot = 0; slot < outputs.length; slot++) {
            if (outputs[slot] != null) {
                probabilities[slot] = mixed(outputs[slot], split.train().label(group[slot]));
            }
        }
        return code.parityOutput().target(probabilities, parity);
    }

    private float[] mixed(float[] output, int label) {
        float labelShare = (float) settings.labelShare();
        float[] distribution = Outputs.softmax(output);
        for (int i = 0; i < distribution.length; i++) {
            distribution[i] *= 1 - labelShare;
        }
        distribution[label] += labelShare;
        return distribution;
    }

    @Override
    public double validate(Network network) {
        return validation.measure(parity, network).accuracy();
    }

    /** The arrays of one batch while it is put together. */
    private final class Examples {

        private final int size;
        private final int rowsPerGroup = kind == ParityOutput.Kind.PER_SLOT ? code.k() : 1;
        private final float[] weights;
        private float[] inputs;
        private float[] targets;

        private Examples(int size) {
            this.size = size;
            this.weights = new float[size * rowsPerGroup];
        }

        private void put(int group, float[] input, float[] target, int members) {
            inputs = inputs == null ? new float[size * input.length] : inputs;
            targets = targets == null ? new float[size * target.length] : targets;
            System.arraycopy(input, 0, inputs, group * input.length, input.length);
            System.arraycopy(target, 0, targets, group * target.length, target.length);
            for (int row = 0; row < Math.min(rowsPerGroup, members); row++) {
                weights[group * rowsPerGroup + row] = 1;
            }
        }

        private Batch batch() {
            return new Batch(size, inputs, targets, weights);
        }
    }
}
