package io.parm.training.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads a TorchScript file's raw tensors, in the order of the module's attributes, without the engine. */
final class ArchiveTensors {

    private final Path file;
    private int next;

    ArchiveTensors(Path file) {
        this.file = file;
    }

    /** The next tensor, row-major. */
    float[] next() throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(candidate -> candidate.getName().endsWith("/data/" + next))
                    .findFirst()
                    .orElseThrow();
            next++;
            try (InputStream in = zip.getInputStream(entry)) {
                FloatBuffer floats = ByteBuffer.wrap(in.readAllBytes())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer();
                float[] values = new float[floats.remaining()];
                floats.get(values);
                return values;
            }
        }
    }
}
