package io.parm.training;

/** What a parity model's training makes small. */
public enum ParityLoss {

    /** Squared error of the parity output against the code's target, on raw logits: the paper's. */
    SQUARED_ERROR,

    /**
     * Each <em>decoded</em> output against the deployed model's, mixed with what is true: of classes the cross-entropy of their
     * probabilities, of boxes the overlap. What an answer is read from is what is trained.
     */
    DISTILLATION
}
