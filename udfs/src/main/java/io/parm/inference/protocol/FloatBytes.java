package io.parm.inference.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** Floats as the protocol's raw contents: IEEE 754, little endian, without gaps. Hot. */
public final class FloatBytes {

    private FloatBytes() {}

    /** The rows of a batch, one after the other. */
    public static byte[] of(List<float[]> rows) {
        int elements = 0;
        for (float[] row : rows) {
            elements = Math.addExact(elements, row.length);
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(elements, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer floats = bytes.asFloatBuffer();
        rows.forEach(floats::put);
        return bytes.array();
    }

    /**
     * Reads what remains of a buffer.
     *
     * @param name the tensor's, for the message
     * @throws MalformedMessageException if the bytes are no whole number of floats
     */
    public static float[] read(String name, ByteBuffer bytes) throws MalformedMessageException {
        if (bytes.remaining() % Float.BYTES != 0) {
            throw new MalformedMessageException(
                    "tensor '" + name + "' has " + bytes.remaining() + " bytes, which are no whole floats");
        }
        float[] floats = new float[bytes.remaining() / Float.BYTES];
        bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }
}
