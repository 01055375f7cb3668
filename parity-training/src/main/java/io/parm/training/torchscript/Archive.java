package io.parm.training.torchscript;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The TorchScript archive: a zip of stored entries with the module as a pickle, its code, and one raw storage per tensor.
 *
 * <p>Version 3 is the oldest format that PyTorch still reads, and all we write exists in it.
 */
final class Archive {

    /** The module's class, in {@code code/__torch__.py}. */
    static final String CLASS = "Network";

    private static final String FORMAT_VERSION = "3\n";

    /** The entry of a tensor's storage. */
    private static final Pattern STORAGE = Pattern.compile("[^/]+/data/(\\d+)");

    private Archive() {}

    static void write(Path file, List<Weight> weights, String code) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setMethod(ZipOutputStream.STORED);
            put(zip, "data.pkl", module(weights));
            put(zip, "code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
            put(zip, "constants.pkl", new Pickle().emptyTuple().finish());
            for (int i = 0; i < weights.size(); i++) {
                put(zip, "data/" + i, storage(weights.get(i).values()));
            }
            put(zip, "version", FORMAT_VERSION.getBytes(StandardCharsets.UTF_8));
            put(zip, "byteorder", "little".getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * The tensors of a file that PyTorch saved, in the order of the module's attributes, each row-major.
     *
     * @throws IOException if it cannot be read or is no such file
     */
    static List<float[]> tensors(Path file) throws IOException {
        Map<Integer, float[]> tensors = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                Matcher storage = STORAGE.matcher(entry.getName());
                if (storage.matches()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        tensors.put(Integer.parseInt(storage.group(1)), floats(in.readAllBytes()));
                    }
                }
            }
        }
        return List.copyOf(tensors.values());
    }

    private static float[] floats(byte[] bytes) {
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    private static byte[] module(List<Weight> weights) {
        Pickle pickle = new Pickle();
        pickle.global("__torch__", CLASS)
                .emptyTuple()
                .newObject()
                .emptyDictionary()
                .mark();
        for (int i = 0; i < weights.size(); i++) {
            pickle.text(weights.get(i).name());
            tensor(pickle, i, weights.get(i));
        }
        pickle.text("training").flag(false);
        return pickle.setItems().build().finish();
    }

    private static void tensor(Pickle pickle, int key, Weight weight) {
        pickle.global("torch._utils", "_rebuild_tensor_v2").mark();
        pickle.mark().text("storage").global("torch", "FloatStorage").text(Integer.toString(key));
        pickle.text("cpu").integer(weight.values().length).tuple().persistentId();
        pickle.integer(0).integers(weight.shape()).integers(strides(weight.shape()));
        pickle.flag(weight.trainable());
        pickle.global("collections", "OrderedDict").emptyTuple().reduce();
        pickle.tuple().reduce();
    }

    private static int[] strides(int[] shape) {
        int[] strides = new int[shape.length];
        int stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        return strides;
    }

    private static byte[] storage(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry("archive/" + name);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
