package io.parm.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.job.Queries;
import io.parm.job.config.JobConfig;
import io.parm.job.kafka.QueryFormat;
import io.parm.job.stream.AdmittedQuery;
import io.parm.job.stream.DeadLetter;
import io.parm.job.stream.DeadLetter.Refusal;
import io.parm.job.stream.Header;
import io.parm.job.stream.RawRecord;
import io.parm.schemas.Contract;
import io.parm.schemas.DataType;
import io.parm.schemas.EncodedImage;
import io.parm.schemas.Query;
import io.parm.schemas.SingleObjectCodec;
import io.parm.schemas.Tensor;
import io.parm.schemas.Tensors;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmitTest {

    private static final int MAX_BYTES = 500;
    private static final long NOW = 5_000;

    private OneInputStreamOperatorTestHarness<RawRecord, AdmittedQuery> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness(JobConfig.Clock.ARRIVAL);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void goodQueryIsStampedWithArrivalDeadlineAndGiveUp() throws Exception {
        process(Queries.raw("q", 3));

        AdmittedQuery query = harness.extractOutputValues().get(0);
        assertThat(query.input()).containsExactly(3, 0, 0, 0);
        assertThat(query.envelope().queryId()).isEqualTo("q");
        assertThat(query.envelope().key()).isEqualTo(Queries.utf8("key"));
        assertThat(query.envelope().arrivalMs()).isEqualTo(NOW);
        assertThat(query.envelope().deadlineMs()).isEqualTo(NOW + 60);
        assertThat(query.envelope().giveUpMs()).isEqualTo(NOW + 200);
    }

    @Test
    void timesCountFromTheRecordsTimestampIfSoConfigured() throws Exception {
        harness.close();
        harness = harness(JobConfig.Clock.RECORD_TIMESTAMP);
        process(Queries.raw("q", 3));

        assertThat(harness.extractOutputValues().get(0).envelope().deadlineMs()).isEqualTo(1_060);
    }

    @Test
    void headerSetsTheQuerysOwnDeadlineAndGiveUpIsNotBeforeIt() throws Exception {
        process(Queries.raw("short", 1, header(Contract.DEADLINE_MS_HEADER, "5")));
        process(Queries.raw("long", 1, header(Contract.DEADLINE_MS_HEADER, "500")));

        assertThat(harness.extractOutputValues())
                .extracting(query -> query.envelope().deadlineMs())
                .containsExactly(NOW + 5, NOW + 500);
        assertThat(harness.extractOutputValues())
                .extracting(query -> query.envelope().giveUpMs())
                .containsExactly(NOW + 200, NOW + 500);
    }

    @Test
    void unknownHeadersPassThroughAndOursDoNot() throws Exception {
        Header traceparent = header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        process(Queries.raw("q", 1, traceparent, header(Contract.DEADLINE_MS_HEADER, "5"), traceparent));

        assertThat(harness.extractOutputValues().get(0).envelope().headers()).containsExactly(traceparent, traceparent);
    }

    @Test
    void everyKindOfBadRecordIsADeadLetterAndGoodOnesAroundItGoOn() throws Exception {
        byte[] good = Queries.value("q", 1);
        byte[] random = new byte[200];
        new Random(1).nextBytes(random);
        Tensor tensor = Tensors.ofFloats(new float[4], Queries.SHAPE);

        assertRefused(Refusal.MALFORMED, null);
        assertRefused(Refusal.MALFORMED, new byte[0]);
        assertRefused(Refusal.MALFORMED, random);
        assertRefused(Refusal.MALFORMED, Arrays.copyOf(good, good.length - 1));
        assertRefused(Refusal.MALFORMED, Arrays.copyOf(good, good.length + 1));
        assertRefused(Refusal.TOO_LARGE, new byte[MAX_BYTES + 1]);
        assertRefused(Refusal.BAD_ID, Queries.value(new Query("", tensor, null)));
        assertRefused(Refusal.BAD_ID, Queries.value(new Query("x".repeat(257), tensor, null)));
        assertRefused(Refusal.BAD_PAYLOAD, Queries.value(new Query("q", null, null)));
        assertRefused(
                Refusal.BAD_PAYLOAD, Queries.value(new Query("q", null, new EncodedImage("", ByteBuffer.allocate(3)))));
        assertRefused(
                Refusal.WRONG_DTYPE,
                Queries.value(new Query(
                        "q", new Tensor(DataType.INT32, List.of(1L, 2L, 2L), ByteBuffer.allocate(16)), null)));
        assertRefused(Refusal.WRONG_SHAPE, Queries.value(new Query("q", Tensors.ofFloats(new float[4], 4), null)));
        assertRefused(
                Refusal.WRONG_SHAPE,
                Queries.value(new Query("q", Tensors.ofFloats(new float[5], Queries.SHAPE), null)));
        assertRefused(Refusal.NOT_FINITE, Queries.value("q", Float.NaN));
        assertRefused(Refusal.NOT_FINITE, Queries.value("q", Float.NEGATIVE_INFINITY));
        assertThat(deadLetters()).hasSize(15);
        assertThat(harness.extractOutputValues()).hasSize(15);
    }

    @Test
    void everyTruncationOfAGoodRecordIsMalformed() throws Exception {
        byte[] good = Queries.value("q", 1);
        for (int length = 0; length < good.length; length++) {
            process(Queries.raw(Arrays.copyOf(good, length)));
        }

        assertThat(deadLetters()).hasSize(good.length).allMatch(letter -> letter.refusal() == Refusal.MALFORMED);
        assertThat(harness.extractOutputValues()).isEmpty();
    }

    @Test
    void randomBytesBehindAGoodHeaderNeverFailTheJob() throws Exception {
        Random random = new Random(7);
        byte[] good = Queries.value("q", 1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[10 + random.nextInt(60)];
            random.nextBytes(bytes);
            System.arraycopy(good, 0, bytes, 0, 10);
            process(Queries.raw(bytes));
        }

        assertThat(deadLetters().size() + harness.extractOutputValues().size()).isEqualTo(20_000);
    }

    @Test
    void deadlineHeaderThatIsNoneIsADeadLetter() throws Exception {
        for (String text : List.of("", "soon", "-1", "1.5", "600001", "99999999999999999999")) {
            process(Queries.raw("q", 1, header(Contract.DEADLINE_MS_HEADER, text)));
        }
        process(Queries.raw("q", 1, new Header(Contract.DEADLINE_MS_HEADER, null)));

        assertThat(deadLetters()).hasSize(7).allMatch(letter -> letter.refusal() == Refusal.BAD_HEADER);
    }

    private void assertRefused(Refusal refusal, byte[] value) throws Exception {
        RawRecord bad = Queries.raw(value);
        process(bad);
        process(Queries.raw("good", 1));

        DeadLetter last = deadLetters().get(deadLetters().size() - 1);
        assertThat(last.refusal()).as(last.message()).isEqualTo(refusal);
        assertThat(last.record()).isEqualTo(bad);
    }

    private void process(RawRecord record) throws Exception {
        harness.processElement(new StreamRecord<>(record));
    }

    private List<DeadLetter> deadLetters() {
        var side = harness.getSideOutput(Admit.DEAD_LETTERS);
        return side == null
                ? List.of()
                : side.stream().map(StreamRecord::getValue).toList();
    }

    private static Header header(String key, String value) {
        return new Header(key, Queries.utf8(value));
    }

    private static OneInputStreamOperatorTestHarness<RawRecord, AdmittedQuery> harness(JobConfig.Clock clock)
            throws Exception {
        JobConfig.Times times =
                new JobConfig.Times(Duration.ofMillis(60), Duration.ofMillis(200), Duration.ofMillis(100), clock);
        Admit admit = new Admit(new QueryFormat(SingleObjectCodec::ofQueries, MAX_BYTES, Queries.SHAPE, null), times);
        var harness = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(admit));
        harness.open();
        harness.setProcessingTime(NOW);
        return harness;
    }
}
