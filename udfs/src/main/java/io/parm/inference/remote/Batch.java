package io.parm.inference.remote;

import io.parm.inference.protocol.MalformedMessageException;
import io.parm.inference.protocol.Tensor;
import io.parm.model.ModelFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a batch of inputs and outputs is one tensor each. */
final class Batch {

    private final ModelFile model;

    Batch(ModelFile model) {
        this.model = model;
    }

    /** {@code [size, …input shape]} */
    long[] inputShape(int size) {
        long[] shape = new long[model.inputShape().length + 1];
        shape[0] = size;
        for (int i = 1; i < shape.length; i++) {
            shape[i] = model.inputShape()[i - 1];
        }
        return shape;
    }

    /**
     * The outputs in a response; which of them is ours tells its name, unless it is the only one.
     *
     * @throws MalformedMessageException if it is not there or not {@code [size, …]} with the model's floats for each
     */
    List<float[]> outputs(List<Tensor> tensors, String name, int size) throws MalformedMessageException {
        Tensor tensor = tensors.size() == 1 ? tensors.get(0) : named(tensors, name);
        float[] all = tensor.elements();
        if (tensor.shape().length == 0 || tensor.shape()[0] != size || all.length != size * model.outputSize()) {
            throw new MalformedMessageException("output '" + tensor.name() + "' has shape "
                    + Arrays.toString(tensor.shape()) + ", not [" + size + ", " + model.outputSize() + "]");
        }
        List<float[]> outputs = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            outputs.add(Arrays.copyOfRange(all, i * model.outputSize(), (i + 1) * model.outputSize()));
        }
        return outputs;
    }

    private static Tensor named(List<Tensor> tensors, String name) throws MalformedMessageException {
        for (Tensor tensor : tensors) {
            if (tensor.name().equals(name)) {
                return tensor;
            }
        }
        throw new MalformedMessageException("there is no output '" + name + "' among " + tensors);
    }
}
