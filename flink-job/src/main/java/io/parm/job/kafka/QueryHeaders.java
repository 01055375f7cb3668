package io.parm.job.kafka;

import io.parm.job.stream.DeadLetter.Refusal;
import io.parm.job.stream.Header;
import io.parm.job.stream.RefusedException;
import io.parm.schemas.Contract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The headers of a query: its own deadline, and what passes through to its prediction. */
public final class QueryHeaders {

    /** Longest deadline a query may ask for; a prediction nobody waits for must not be kept for ever. */
    public static final long MAX_DEADLINE_MS = 600_000;

    /** Headers that the job sets itself; a query's own must not stand beside them. */
    private static final Set<String> OURS =
            Set.of(Contract.DEADLINE_MS_HEADER, Contract.SOURCE_HEADER, Contract.LATENCY_MS_HEADER);

    private QueryHeaders() {}

    /**
     * The deadline that a query asks for, milliseconds from arrival. The last such header counts.
     *
     * @throws RefusedException if it is no whole number from 0 to {@value #MAX_DEADLINE_MS}
     */
    public static OptionalLong deadlineMs(List<Header> headers) throws RefusedException {
        OptionalLong deadlineMs = OptionalLong.empty();
        for (Header header : headers) {
            if (header.key().equals(Contract.DEADLINE_MS_HEADER)) {
                deadlineMs = OptionalLong.of(parse(header));
            }
        }
        return deadlineMs;
    }

    /** The headers that are none of ours, in order. */
    public static List<Header> passedThrough(List<Header> headers) {
        return headers.isEmpty()
                ? headers
                : headers.stream()
                        .filter(header -> !OURS.contains(header.key()))
                        .toList();
    }

    private static long parse(Header header) throws RefusedException {
        String text = header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
        try {
            long deadlineMs = Long.parseLong(text);
            if (deadlineMs >= 0 && deadlineMs <= MAX_DEADLINE_MS) {
                return deadlineMs;
            }
        } catch (NumberFormatException e) {
            // refused below, like a number out of bounds
        }
        String shown = text.length() > 32 ? text.substring(0, 32) + "…" : text;
        throw new RefusedException(
                Refusal.BAD_HEADER,
                Contract.DEADLINE_MS_HEADER + " must be 0 … " + MAX_DEADLINE_MS + " but was '" + shown + "'");
    }
}
