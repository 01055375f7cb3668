package io.parm.inference;

import io.parm.inference.InferenceResult.Kind;
import java.util.ArrayList;
import java.util.List;

/** What a call came to, request by request: what is no output is a failure that says so. */
final class CallResults {

    private CallResults() {}

    /**
     * @param outputs what the instance put out; anything if it failed
     * @param failure why it failed, or {@code null}
     * @param outputSize floats that every output must have
     * @return one result per request, in order
     */
    static List<InferenceResult> of(PoolMember.Call call, List<float[]> outputs, Throwable failure, int outputSize) {
        int size = call.batch().size();
        String wrong = failure != null ? "failed: " + message(failure) : countMismatch(size, outputs);
        List<InferenceResult> results = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            String reason = wrong != null ? wrong : OutputCheck.defect(outputs.get(i), outputSize);
            results.add(
                    reason == null
                            ? InferenceResult.output(outputs.get(i))
                            : InferenceResult.without(
                                    Kind.FAILED, call.member().instance().name() + " " + reason));
        }
        return results;
    }

    /** Whether none of them is a failure. */
    static boolean areOutputs(List<InferenceResult> results) {
        for (InferenceResult result : results) {
            if (result.kind() != Kind.OUTPUT) {
                return false;
            }
        }
        return true;
    }

    private static String countMismatch(int expected, List<float[]> outputs) {
        int actual = outputs == null ? 0 : outputs.size();
        return actual == expected ? null : "put out " + actual + " outputs for " + expected + " inputs";
    }

    private static String message(Throwable failure) {
        Throwable cause = failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() != null
                ? cause.getMessage()
                : cause.getClass().getSimpleName();
    }
}
