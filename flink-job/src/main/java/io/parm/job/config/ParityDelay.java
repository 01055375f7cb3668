package io.parm.job.config;

import io.parm.inference.RecentLatencies;
import java.io.Serializable;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a parity query is held, to see whether it is needed. */
public sealed interface ParityDelay extends Serializable {

    /** Parity queries are sent at once. */
    ParityDelay NONE = new Fixed(0);

    /**
     * The delay of a parity query that comes now.
     *
     * @param recent how long groups of late took from their parity query to their last original
     */
    long ms(RecentLatencies recent, long nowMs);

    /** Whether any parity query is ever held. */
    boolean holds();

    /** Always the same. */
    record Fixed(long delayMs) implements ParityDelay {

        private static final long serialVersionUID = 1L;

        @Override
        public long ms(RecentLatencies recent, long nowMs) {
            return delayMs;
        }

        @Override
        public boolean holds() {
            return delayMs > 0;
        }
    }

    /**
     * As long as so many per cent of the groups of late would have needed, so that about the rest is sent. Nothing is held while too few
     * were measured.
     *
     * @param percent 50 … 99.9
     */
    record Quantile(double percent) implements ParityDelay {

        private static final long serialVersionUID = 1L;

        /** The first whole millisecond after the quantile, so that who takes just as long is in time. */
        @Override
        public long ms(RecentLatencies recent, long nowMs) {
            return recent.percentileMs(percent, nowMs).orElse(-1) + 1;
        }

        @Override
        public boolean holds() {
            return true;
        }
    }

    /** What can be written, for people. */
    String FORMS = "0 ms … 10 min or p50 … p99.9";

    /**
     * Reads {@code 5 ms} or {@code p95}.
     *
     * @throws IllegalArgumentException if it is neither, or out of bounds
     */
    static ParityDelay parse(String text) {
        Matcher quantile = Pattern.compile("p(\\d\\d(?:\\.\\d)?)").matcher(text);
        if (!quantile.matches()) {
            Duration delay = DurationText.parse(text);
            if (delay.compareTo(Duration.ofMinutes(10)) > 0) {
                throw new IllegalArgumentException("is out of bounds");
            }
            return new Fixed(delay.toMillis());
        }
        double percent = Double.parseDouble(quantile.group(1));
        if (percent < 50) {
            throw new IllegalArgumentException("is out of bounds");
        }
        return new Quantile(percent);
    }
}
