package io.parm.lab.endtoend;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Something on the query topic that is no good query.
 *
 * @param refusal the word its dead letter must carry
 * @param value may be {@code null}
 * @param deadline the deadline header, or {@code null} for none
 */
record BadRecord(String name, String refusal, byte[] value, String deadline) {

    private static final int ELEMENTS = 28 * 28;
    private static final int FIFTY_MEGABYTES = 50_000_000;

    /** One of each kind. */
    static List<BadRecord> all() {
        byte[] good = Records.query("truncated", 0);
        float[] nan = new float[ELEMENTS];
        nan[5] = Float.NaN;
        byte[] random = new byte[300];
        new Random(7).nextBytes(random);
        byte[] large = new byte[FIFTY_MEGABYTES];
        new Random(8).nextBytes(large);
        return List.of(
                new BadRecord("random bytes", "MALFORMED", random, null),
                new BadRecord("wrong shape", "WRONG_SHAPE", Records.query("shape", new float[ELEMENTS], 1, 784), null),
                new BadRecord("truncated", "MALFORMED", Arrays.copyOf(good, good.length / 2), null),
                new BadRecord("promises two gigabytes", "MALFORMED", promising(good, 2_000_000_000), null),
                new BadRecord("not a number", "NOT_FINITE", Records.query("nan", nan, 1, 28, 28), null),
                new BadRecord("no value", "MALFORMED", null, null),
                new BadRecord("empty value", "MALFORMED", new byte[0], null),
                new BadRecord("50 MB", "TOO_LARGE", large, null),
                new BadRecord("no id", "BAD_ID", Records.query("", 0), null),
                new BadRecord("bad deadline", "BAD_HEADER", Records.query("deadline", 0), "soon"));
    }

    ProducerRecord<byte[], byte[]> on(String topic) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, Records.utf8(name), value);
        if (deadline != null) {
            record.headers().add("parm-deadline-ms", Records.utf8(deadline));
        }
        return record;
    }

    /** A query whose id says that it is {@code length} bytes long, and then ends. */
    private static byte[] promising(byte[] good, long length) {
        int headerBytes = 10;
        byte[] bytes = Arrays.copyOf(good, headerBytes + 6);
        long zigzag = length << 1;
        for (int i = headerBytes; i < bytes.length; i++) {
            boolean more = zigzag > 0x7f;
            bytes[i] = (byte) (zigzag & 0x7f | (more ? 0x80 : 0));
            zigzag >>>= 7;
        }
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BadRecord that && name.equals(that.name) && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
