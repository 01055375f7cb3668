package io.parm.job.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 60 ms}, {@code 2 s}, {@code 5 min}. */
final class DurationText {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12}) ?(ms|s|min|h)");

    private DurationText() {}

    static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("is not a duration such as 60 ms, 2 s, 5 min or 1 h");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "min" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }

    static String of(Duration duration) {
        long ms = duration.toMillis();
        if (ms != 0 && ms % 60_000 == 0) {
            return ms / 60_000 + " min";
        }
        return ms != 0 && ms % 1000 == 0 ? ms / 1000 + " s" : ms + " ms";
    }
}
