package io.parm.training;

import io.parm.training.data.Task;
import io.parm.training.engine.Loss;

/** What a decoded output is to come near to, mixed of what the deployed model puts out and what is true. Stateless, thread-safe. */
interface AnswerTarget {

    /**
     * @param output the deployed model's, {@code [c]}
     * @param truth as the task's metric understands it; empty where nothing is known
     * @return {@code [c]}, in a new array
     */
    float[] of(float[] output, float[] truth);

    /** What says how near. */
    Loss loss();

    /** Whether more can be taught of such outputs than their squared error. */
    static boolean exists(Task.Output output) {
        return output.kind() == Task.Kind.CLASSIFICATION || output.equals(Task.Output.BOX);
    }

    /**
     * @param labelShare weight of the truth, 0 … 1
     * @throws IllegalArgumentException if none {@link #exists}
     */
    static AnswerTarget of(Task.Output output, float labelShare) {
        if (!exists(output)) {
            throw new IllegalArgumentException("numbers are taught by their squared error");
        }
        return output.kind() == Task.Kind.CLASSIFICATION ? new Probabilities(labelShare) : new MixedBox(labelShare);
    }
}
