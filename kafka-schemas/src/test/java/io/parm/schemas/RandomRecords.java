package io.parm.schemas;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Records with whatever the schemas allow in them, from a seed. */
final class RandomRecords {

    private final Random random;

    RandomRecords(long seed) {
        this.random = new Random(seed);
    }

    Query query() {
        Tensor tensor = random.nextBoolean() ? tensor() : null;
        EncodedImage image = random.nextBoolean() ? new EncodedImage(text(), bytes()) : null;
        return new Query(text(), tensor, image);
    }

    Prediction prediction() {
        return new Prediction(
                text(), source(), tensor(), text(), random.nextLong(), orNull(), random.nextInt(), orNull());
    }

    Correction correction() {
        return new Correction(text(), source(), tensor(), text(), random.nextLong());
    }

    private Tensor tensor() {
        DataType[] types = DataType.values();
        List<Long> shape = new ArrayList<>();
        for (int axes = random.nextInt(4); axes > 0; axes--) {
            shape.add(random.nextLong());
        }
        return new Tensor(types[random.nextInt(types.length)], shape, bytes());
    }

    private AnswerSource source() {
        AnswerSource[] sources = AnswerSource.values();
        return sources[random.nextInt(sources.length)];
    }

    private ByteBuffer bytes() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private String orNull() {
        return random.nextBoolean() ? text() : null;
    }

    /** Code points of one to four bytes each in UTF-8. */
    private String text() {
        int[] alphabet = {'a', 'ß', '語', 0x1F600, 0};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return text.toString();
    }
}
