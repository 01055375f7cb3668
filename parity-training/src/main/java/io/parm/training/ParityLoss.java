package io.parm.training;

/** What a parity model's training makes small. */
public enum ParityLoss {

    /** Squared error of the parity output against the code's target, on raw logits: the paper's. */
    SQUARED_ERROR,

    /**
     * Cross-entropy of each <em>decoded</em> output against the deployed model's probabilities, mixed with the true label: what an
     * answer is read from is what is trained.
     */
    DISTILLATION
}
