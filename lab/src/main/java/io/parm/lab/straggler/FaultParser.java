package io.parm.lab.straggler;

import io.parm.model.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the text of a {@link StragglerPlan}. */
final class FaultParser {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(us|ms|s|m)");
    private static final Map<String, TimeUnit> UNITS = Map.of(
            "us", TimeUnit.MICROSECONDS, "ms", TimeUnit.MILLISECONDS, "s", TimeUnit.SECONDS, "m", TimeUnit.MINUTES);
    private static final Pattern FACTOR = Pattern.compile("x(\\d{1,6}(?:\\.\\d{1,6})?)");
    private static final Pattern SEED = Pattern.compile("-?\\d{1,18}");
    private static final Set<String> OPTIONS = Set.of("after", "for", "every", "pause", "seed");

    private final String fault;

    private FaultParser(String fault) {
        this.fault = fault;
    }

    static List<Fault> parse(String plan) {
        List<Fault> faults = new ArrayList<>();
        for (String fault : plan.split(",", -1)) {
            faults.add(new FaultParser(fault.trim()).read());
        }
        return List.copyOf(faults);
    }

    private Fault read() {
        String[] parts = fault.split(":", -1);
        Fault.Kind kind = kind(parts[0]);
        if (parts.length < 2 || parts[1].isEmpty()) {
            throw refused("name the instances, for example " + parts[0] + ":deployed-0");
        }
        int options = 2;
        long extraNanos = 0;
        double factor = 1;
        if (kind == Fault.Kind.STALL) {
            extraNanos = nanos("a stall's length", part(parts, options++));
        } else if (kind == Fault.Kind.SLOW) {
            factor = factor(part(parts, options++));
        }
        Timing timing = timing(Arrays.asList(parts).subList(Math.min(options, parts.length), parts.length));
        if (timing.repeats() && kind == Fault.Kind.CRASH) {
            throw refused("a crash is for good: use fail to have calls fail now and then");
        }
        return new Fault(kind, parts[1], extraNanos, factor, timing);
    }

    private Fault.Kind kind(String word) {
        for (Fault.Kind kind : Fault.Kind.values()) {
            if (kind.name().equals(word.toUpperCase(Locale.ROOT))) {
                return kind;
            }
        }
        String known = Arrays.stream(Fault.Kind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw refused("the fault must be one of " + known + " but was '" + word + "'");
    }

    private Timing timing(List<String> options) {
        Map<String, String> values = new HashMap<>();
        for (String option : options) {
            String[] keyAndValue = option.split("=", 2);
            if (keyAndValue.length < 2 || !OPTIONS.contains(keyAndValue[0])) {
                throw refused("an option must be after=, for=, every=, pause= or seed= but was '" + option + "'");
            }
            values.put(keyAndValue[0], keyAndValue[1]);
        }
        if (values.containsKey("every") && values.containsKey("pause")) {
            throw refused("every= counts from the beginning of a strike and pause= from its end: give one of them");
        }
        if (values.containsKey("seed") && !values.containsKey("every") && !values.containsKey("pause")) {
            throw refused("seed= makes the gaps of every= or pause= random: give one of them too");
        }
        return new Timing(
                optionNanos(values, "after", 0),
                optionNanos(values, "for", Long.MAX_VALUE),
                optionNanos(values, "every", 0),
                optionNanos(values, "pause", 0),
                seed(values.get("seed")));
    }

    private long optionNanos(Map<String, String> values, String key, long absent) {
        return values.containsKey(key) ? nanos(key, values.get(key)) : absent;
    }

    private long nanos(String what, String value) {
        Matcher duration = DURATION.matcher(value);
        long nanos = duration.matches() ? UNITS.get(duration.group(2)).toNanos(Long.parseLong(duration.group(1))) : 0;
        if (nanos == 0) {
            throw refused(what + " must be a duration above 0 such as 250ms, 5s or 1m but was '" + value + "'");
        }
        return nanos;
    }

    private double factor(String value) {
        Matcher factor = FACTOR.matcher(value);
        if (!factor.matches() || Double.parseDouble(factor.group(1)) < 1) {
            throw refused("a slow instance's factor must be x1 or more, such as x5, but was '" + value + "'");
        }
        return Double.parseDouble(factor.group(1));
    }

    private Long seed(String value) {
        if (value == null) {
            return null;
        }
        if (!SEED.matcher(value).matches()) {
            throw refused("seed must be an integer but was '" + value + "'");
        }
        return Long.parseLong(value);
    }

    private static String part(String[] parts, int index) {
        return index < parts.length ? parts[index] : "";
    }

    private UserError refused(String why) {
        return new UserError("cannot read the straggler plan '" + fault + "': " + why);
    }
}
