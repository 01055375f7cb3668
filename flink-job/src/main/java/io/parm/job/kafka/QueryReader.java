package io.parm.job.kafka;

import io.parm.job.stream.DeadLetter.Refusal;
import io.parm.job.stream.RefusedException;
import io.parm.schemas.Contract;
import io.parm.schemas.DataType;
import io.parm.schemas.EncodedImage;
import io.parm.schemas.MalformedRecordException;
import io.parm.schemas.Query;
import io.parm.schemas.RecordDecoder;
import io.parm.schemas.Tensor;
import io.parm.schemas.Tensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Reads a query's value and checks it against the service's input. Thread-confined; hot. */
public final class QueryReader {

    /** A float's bits without its sign. */
    private static final int MAGNITUDE = 0x7fff_ffff;

    private static final int ONE_IN_THE_EXPONENT = 0x0080_0000;

    private final QueryFormat format;
    private final RecordDecoder<Query> decoder;
    private final List<Long> shape;
    private final int elements;
    private Query last;

    /**
     * A good query.
     *
     * @param input flat, of the service's input shape, finite
     */
    public record Payload(String id, float[] input) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Payload that && id.equals(that.id) && Arrays.equals(input, that.input);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    public QueryReader(QueryFormat format) {
        this.format = format;
        this.decoder = format.decoders().get();
        this.shape = Arrays.stream(format.shape()).mapToObj(Long::valueOf).toList();
        this.elements = Arrays.stream(format.shape()).reduce(1, Math::multiplyExact);
    }

    /**
     * @param value a Kafka value, may be {@code null}
     * @throws RefusedException if it is not a good query, with why
     */
    public Payload read(byte[] value) throws RefusedException {
        if (value == null) {
            throw new RefusedException(Refusal.MALFORMED, "the record has no value");
        }
        if (value.length > format.maxBytes()) {
            throw new RefusedException(
                    Refusal.TOO_LARGE,
                    value.length + " bytes are more than the " + format.maxBytes() + " that are admitted");
        }
        Query query = decode(value);
        checkId(query.getId());
        if ((query.getTensor() == null) == (query.getImage() == null)) {
            throw new RefusedException(Refusal.BAD_PAYLOAD, "exactly one of tensor and image must be set");
        }
        float[] input = query.getTensor() != null ? read(query.getTensor()) : read(query.getImage());
        return new Payload(query.getId(), input);
    }

    /** Into the memory of the query before, since what is admitted of a query is a copy. */
    private Query decode(byte[] value) throws RefusedException {
        Query reused = last;
        last = null;
        try {
            last = decoder.decode(value, reused);
            return last;
        } catch (MalformedRecordException e) {
            throw new RefusedException(Refusal.MALFORMED, e.getMessage());
        }
    }

    private static void checkId(String id) throws RefusedException {
        if (id.isEmpty() || id.length() > Contract.MAX_ID_LENGTH) {
            throw new RefusedException(
                    Refusal.BAD_ID,
                    "id must have 1 to " + Contract.MAX_ID_LENGTH + " characters but has " + id.length());
        }
    }

    private float[] read(Tensor tensor) throws RefusedException {
        if (tensor.getDtype() != DataType.FLOAT32) {
            throw new RefusedException(Refusal.WRONG_DTYPE, "dtype must be FLOAT32 but was " + tensor.getDtype());
        }
        if (!tensor.getShape().equals(shape)) {
            throw new RefusedException(Refusal.WRONG_SHAPE, "shape must be " + shape + " but was " + tensor.getShape());
        }
        int bytes = tensor.getData().remaining();
        if (bytes != elements * Float.BYTES) {
            throw new RefusedException(
                    Refusal.WRONG_SHAPE, "data must have " + elements * Float.BYTES + " bytes but has " + bytes);
        }
        float[] input = Tensors.floats(tensor);
        if (!allFinite(input)) {
            int i = 0;
            while (Float.isFinite(input[i])) {
                i++;
            }
            throw new RefusedException(Refusal.NOT_FINITE, "element " + i + " is " + input[i]);
        }
        return input;
    }

    /** What is not finite has an exponent of ones only: one more carries into the sign. No branch for each float. */
    private static boolean allFinite(float[] values) {
        int signs = 0;
        for (float value : values) {
            signs |= (Float.floatToRawIntBits(value) & MAGNITUDE) + ONE_IN_THE_EXPONENT;
        }
        return signs >= 0;
    }

    private float[] read(EncodedImage image) throws RefusedException {
        if (format.images() == null) {
            throw new RefusedException(Refusal.BAD_PAYLOAD, "this service takes tensors, not images");
        }
        ByteBuffer data = image.getData();
        byte[] encoded = new byte[data.remaining()];
        data.duplicate().get(encoded);
        try {
            return format.images().read(encoded);
        } catch (IOException e) {
            throw new RefusedException(Refusal.BAD_PAYLOAD, "image: " + e.getMessage());
        }
    }
}
