package io.parm.job.operator;

import io.parm.job.config.JobConfig;
import io.parm.job.kafka.QueryFormat;
import io.parm.job.kafka.QueryHeaders;
import io.parm.job.kafka.QueryReader;
import io.parm.job.metrics.DeadLetterMetrics;
import io.parm.job.stream.AdmittedQuery;
import io.parm.job.stream.DeadLetter;
import io.parm.job.stream.Envelope;
import io.parm.job.stream.RawRecord;
import io.parm.job.stream.RefusedException;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes and checks raw records, and stamps their arrival, deadline and give-up.
 *
 * <p>Not keyed; no state; no timers. A record that is not a good query goes to {@link #DEAD_LETTERS} with the reason, and the stream
 * goes on. A record that comes twice is two queries; after a restore the source reads again what was not answered.
 */
public final class Admit extends ProcessFunction<RawRecord, AdmittedQuery> {

    /** Records that could not be admitted. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters") {
        private static final long serialVersionUID = 1L;
    };

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Admit.class);

    private final QueryFormat format;
    private final JobConfig.Times times;

    private transient QueryReader reader;
    private transient DeadLetterMetrics deadLetters;

    public Admit(QueryFormat format, JobConfig.Times times) {
        this.format = format;
        this.times = times;
    }

    @Override
    public void open(OpenContext context) {
        reader = new QueryReader(format);
        deadLetters = new DeadLetterMetrics(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<AdmittedQuery> queries) {
        long now = context.timerService().currentProcessingTime();
        AdmittedQuery query;
        try {
            query = admit(record, now);
        } catch (RefusedException e) {
            deadLetters.count(e.refusal());
            LOG.debug("refused {}: {}, {}", record, e.refusal(), e.getMessage());
            context.output(DEAD_LETTERS, new DeadLetter(record, e.refusal(), e.getMessage()));
            return;
        }
        queries.collect(query);
    }

    private AdmittedQuery admit(RawRecord record, long now) throws RefusedException {
        QueryReader.Payload payload = reader.read(record.value());
        OptionalLong ownDeadlineMs = QueryHeaders.deadlineMs(record.headers());
        long arrivalMs =
                times.clock() == JobConfig.Clock.ARRIVAL || record.timestampMs() < 0 ? now : record.timestampMs();
        long deadlineMs = arrivalMs + ownDeadlineMs.orElse(times.deadline().toMillis());
        long giveUpMs = Math.max(deadlineMs, arrivalMs + times.giveUp().toMillis());
        Envelope envelope = new Envelope(
                payload.id(),
                record.key(),
                QueryHeaders.passedThrough(record.headers()),
                arrivalMs,
                deadlineMs,
                giveUpMs);
        return new AdmittedQuery(envelope, payload.input());
    }
}
