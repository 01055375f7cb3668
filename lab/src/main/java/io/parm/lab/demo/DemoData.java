package io.parm.lab.demo;

import io.parm.lab.load.Inputs;
import io.parm.training.data.FashionMnist;
import io.parm.training.data.Samples;
import java.nio.file.Path;

/** Fashion-MNIST's test images as payloads, again and again in order. */
public record DemoData(Samples images, String source) {

    /** The full test set where it is installed, the vendored thousand elsewhere. */
    public static DemoData read(Path home) {
        Path folder = FashionMnist.folder(home.resolve("parity-training/data").resolve(FashionMnist.NAME));
        Samples test = FashionMnist.read(folder).test();
        return new DemoData(test, "%,d Fashion-MNIST test images from %s".formatted(test.size(), folder));
    }

    public Inputs inputs() {
        float[][] inputs = new float[images.size()][];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = images.input(i);
        }
        return Inputs.cycling(inputs, images.shape());
    }

    /** The true class of query {@code index}. */
    public int label(int index) {
        return (int) images.truth(index % images.size())[0];
    }
}
