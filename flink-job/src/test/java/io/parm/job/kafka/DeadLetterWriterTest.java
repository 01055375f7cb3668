package io.parm.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.job.stream.DeadLetter;
import io.parm.job.stream.Header;
import io.parm.job.stream.RawRecord;
import io.parm.schemas.Contract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.junit.jupiter.api.Test;

class DeadLetterWriterTest {

    private static final int MAX_BYTES = 10_000;

    private final Random random = new Random();

    @Test
    void aLetterThatFitsIsTheWholeRecord() {
        byte[] key = bytes(10);
        byte[] value = bytes(5_000);
        ProducerRecord<byte[], byte[]> letter = letter(key, value, 20);
        assertThat(letter.key()).isEqualTo(key);
        assertThat(letter.value()).isEqualTo(value);
        assertThat(letter.headers().lastHeader("theirs").value()).hasSize(20);
        assertThat(letter.headers().lastHeader(Contract.OMITTED_BYTES_HEADER)).isNull();
    }

    @Test
    void aLetterThatDoesNotFitComesWithoutItsValue() {
        byte[] key = bytes(10);
        ProducerRecord<byte[], byte[]> letter = letter(key, bytes(MAX_BYTES), 20);
        assertThat(letter.key()).isEqualTo(key);
        assertThat(letter.value()).isNull();
        assertThat(letter.headers().lastHeader("theirs").value()).hasSize(20);
        assertThat(omitted(letter)).isEqualTo(MAX_BYTES);
    }

    @Test
    void aLetterWhoseKeyOrHeadersDoNotFitComesWithItsReasonOnly() {
        ProducerRecord<byte[], byte[]> letter = letter(bytes(MAX_BYTES), bytes(5), 20);
        assertThat(letter.key()).isNull();
        assertThat(letter.headers().lastHeader("theirs")).isNull();
        assertThat(omitted(letter)).isGreaterThanOrEqualTo(MAX_BYTES + 5 + 20);
        assertThat(omitted(letter(bytes(5), bytes(5), MAX_BYTES))).isGreaterThanOrEqualTo(MAX_BYTES + 10);
    }

    @Test
    void noLetterIsLargerThanKafkaTakes() {
        for (int size = MAX_BYTES - 1_000; size < MAX_BYTES + 100; size++) {
            ProducerRecord<byte[], byte[]> letter = letter(bytes(3), bytes(size), 2);
            int estimated = AbstractRecords.estimateSizeInBytesUpperBound(
                    RecordBatch.CURRENT_MAGIC_VALUE,
                    Compression.NONE.type(),
                    letter.key(),
                    letter.value(),
                    letter.headers().toArray());
            assertThat(estimated).isLessThanOrEqualTo(MAX_BYTES);
        }
    }

    private ProducerRecord<byte[], byte[]> letter(byte[] key, byte[] value, int headerBytes) {
        RawRecord record =
                new RawRecord("queries", 1, 7, 0, key, value, List.of(new Header("theirs", bytes(headerBytes))));
        DeadLetter letter = new DeadLetter(record, DeadLetter.Refusal.MALFORMED, "it is no query");
        return new DeadLetterWriter("dead-letters", MAX_BYTES).serialize(letter, null, null);
    }

    private static long omitted(ProducerRecord<byte[], byte[]> letter) {
        byte[] value =
                letter.headers().lastHeader(Contract.OMITTED_BYTES_HEADER).value();
        return Long.parseLong(new String(value, StandardCharsets.UTF_8));
    }

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
