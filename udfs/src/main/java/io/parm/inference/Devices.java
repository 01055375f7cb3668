package io.parm.inference;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.parm.model.UserError;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where local instances run: {@code cpu}; {@code gpu:1}, that one; {@code gpu}, those that Flink gave to the slot, or the first if it
 * gave none.
 */
public final class Devices {

    public static final String CPU = "cpu";

    private static final Pattern NAME = Pattern.compile("cpu|gpu|gpu:\\d{1,3}");

    private Devices() {}

    /** @throws IllegalArgumentException if the text names no device */
    public static String check(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("is none of cpu, gpu and gpu:INDEX");
        }
        return text;
    }

    /**
     * The device of one of a subtask's instances; those of {@code gpu} take turns.
     *
     * @param setting a checked name
     * @param slotGpus indices that Flink gave to the slot; may be empty
     * @param number of the instance, from 0
     */
    public static String of(String setting, List<Integer> slotGpus, int number) {
        if (!setting.equals("gpu")) {
            return setting;
        }
        return "gpu:" + (slotGpus.isEmpty() ? 0 : slotGpus.get(number % slotGpus.size()));
    }

    /**
     * Tries a device.
     *
     * @param device {@code cpu} or {@code gpu:i}
     * @throws UserError if PyTorch cannot use it here; the message says what is needed
     */
    static void require(String device) {
        if (device.equals(CPU)) {
            return;
        }
        try (NDManager manager = NDManager.newBaseManager(of(device), "PyTorch")) {
            manager.zeros(new Shape(1));
        } catch (EngineException | IllegalArgumentException e) {
            throw new UserError(
                    "PyTorch cannot use " + device + " here: "
                            + firstSentence(DjlInstance.firstLine(e))
                            + ". It needs an NVIDIA driver and, in place of ai.djl.pytorch:pytorch-native-cpu, either"
                            + " ai.djl.pytorch:pytorch-native-cu124:2.5.1 (linux-x86_64) with"
                            + " ai.djl.pytorch:pytorch-jni:2.5.1-0.32.0, or PYTORCH_LIBRARY_PATH set to a libtorch 2.7.1 for"
                            + " CUDA",
                    e);
        }
    }

    /** libtorch goes on with advice for its own developers. */
    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end);
    }

    static Device of(String device) {
        return device.equals(CPU) ? Device.cpu() : Device.gpu(Integer.parseInt(device.substring("gpu:".length())));
    }
}
