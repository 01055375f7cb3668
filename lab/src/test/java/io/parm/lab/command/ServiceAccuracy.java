package io.parm.lab.command;

import io.parm.inference.Instance;
import io.parm.inference.LocalInstances;
import io.parm.model.Service;
import io.parm.training.data.Samples;
import java.util.List;

/** What a service's reconstructions are worth on labelled samples, by the instances and the code that serve; slow and obvious. */
final class ServiceAccuracy {

    private ServiceAccuracy() {}

    /**
     * Every k samples in order are a group, and each of its outputs is missing once.
     *
     * @param service of a per-slot code with r = 1, so that no other output is needed
     * @return the share of reconstructions whose largest float is the true class, 0 … 1
     */
    static double reconstructed(Service service, Samples samples) {
        int k = service.code().k();
        int right = 0;
        int all = 0;
        try (Instance parity = new LocalInstances().open(service.parityModels().get(0), "parity-0", 1)) {
            for (int first = 0; first + k <= samples.size(); first += k) {
                float[][] inputs = new float[k][];
                for (int slot = 0; slot < k; slot++) {
                    inputs[slot] = samples.input(first + slot);
                }
                float[] encoded = service.code().encoder().encode(inputs, 0);
                float[][] output = {
                    parity.infer(List.of(encoded)).toCompletableFuture().join().get(0)
                };
                for (int slot = 0; slot < k; slot++) {
                    float[] missing = service.code().parityOutput().decode(slot, k, new float[k][], output);
                    right += largest(missing) == samples.truth(first + slot)[0] ? 1 : 0;
                    all++;
                }
            }
        }
        return (double) right / all;
    }

    private static int largest(float[] output) {
        int largest = 0;
        for (int i = 1; i < output.length; i++) {
            largest = output[i] > output[largest] ? i : largest;
        }
        return largest;
    }
}
