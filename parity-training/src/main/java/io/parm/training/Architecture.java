package io.parm.training;

import io.parm.training.torchscript.Layer;
import io.parm.training.torchscript.Precision;
import io.parm.training.torchscript.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What a network is made of: how it is before training, and what of it is served afterwards. */
interface Architecture {

    /** For the manifest. */
    String name();

    /** The shape of one input, without batch axis. */
    int[] shape();

    /** Writes the network as training starts from it. */
    void writeUntrained(long seed, Path file) throws IOException;

    /** Writes what serving loads. */
    void writeForServing(Path trained, Path file) throws IOException;

    /** Layers of ours: trained with normalisation and dropout, served without. Never compared. */
    record BuiltIn(String name, Layer layers, int[] shape, Precision precision) implements Architecture {

        @Override
        public void writeUntrained(long seed, Path file) throws IOException {
            Script.write(layers, shape, seed, precision, file);
        }

        @Override
        public void writeForServing(Path trained, Path file) throws IOException {
            Script.writeForServing(layers, shape, trained, file);
        }
    }

    /** A TorchScript file from elsewhere, as it is, with its weights. Never compared. */
    record Given(Path source, int[] shape) implements Architecture {

        @Override
        public String name() {
            return source.getFileName().toString();
        }

        @Override
        public void writeUntrained(long seed, Path file) throws IOException {
            Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void writeForServing(Path trained, Path file) throws IOException {
            Files.copy(trained, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
