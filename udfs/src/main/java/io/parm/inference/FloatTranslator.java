package io.parm.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A batch of flat float arrays to one tensor {@code [batch, …shape]} and its output {@code [batch, …]} back. */
final class FloatTranslator implements NoBatchifyTranslator<List<float[]>, List<float[]>> {

    private final int[] inputShape;

    FloatTranslator(int[] inputShape) {
        this.inputShape = inputShape.clone();
    }

    @Override
    public NDList processInput(TranslatorContext context, List<float[]> inputs) {
        long[] shape = new long[inputShape.length + 1];
        shape[0] = inputs.size();
        for (int i = 0; i < inputShape.length; i++) {
            shape[i + 1] = inputShape[i];
        }
        FloatBuffer elements = FloatBuffer.allocate(inputs.size() * inputs.get(0).length);
        inputs.forEach(elements::put);
        return new NDList(context.getNDManager().create(elements.flip(), new Shape(shape)));
    }

    @Override
    public List<float[]> processOutput(TranslatorContext context, NDList list) {
        NDArray output = list.singletonOrThrow();
        int batch = (int) output.getShape().get(0);
        float[] all = output.toFloatArray();
        int size = all.length / batch;
        List<float[]> outputs = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
            outputs.add(Arrays.copyOfRange(all, i * size, (i + 1) * size));
        }
        return outputs;
    }
}
