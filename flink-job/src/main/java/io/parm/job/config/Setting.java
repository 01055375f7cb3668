package io.parm.job.config;

import io.parm.model.UserError;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * One setting: key, default, bounds, meaning, and how its text is read.
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {

    private final String key;
    private final String defaultText;
    private final String bounds;
    private final String meaning;
    private final Function<String, T> parser;

    private Setting(String key, String defaultText, String bounds, String meaning, Function<String, T> parser) {
        this.key = key;
        this.defaultText = defaultText;
        this.bounds = bounds;
        this.meaning = meaning;
        this.parser = parser;
    }

    /** Any text; a {@code null} default makes the setting required. */
    static Setting<String> text(String key, String defaultText, String meaning) {
        return new Setting<>(key, defaultText, "text", meaning, text -> text);
    }

    /** A comma-separated list of at least one text. */
    static Setting<List<String>> texts(String key, String defaultText, String meaning) {
        return new Setting<>(key, defaultText, "one or more texts, comma-separated", meaning, text -> {
            List<String> texts =
                    Arrays.stream(text.split(",")).map(String::strip).toList();
            if (texts.contains("")) {
                throw new IllegalArgumentException("has an empty entry");
            }
            return texts;
        });
    }

    /** Anything else, by a parser that says what is wrong in an {@link IllegalArgumentException}, as a predicate: "is no …". */
    static <T> Setting<T> parsed(
            String key, String defaultText, String bounds, String meaning, Function<String, T> parser) {
        return new Setting<>(key, defaultText, bounds, meaning, parser);
    }

    static Setting<Integer> integer(String key, int defaultValue, int min, int max, String meaning) {
        String bounds = min + " … " + max;
        return new Setting<>(key, String.valueOf(defaultValue), bounds, meaning, text -> {
            int value;
            try {
                value = Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("is not a whole number", e);
            }
            if (value < min || value > max) {
                throw new IllegalArgumentException("is out of bounds");
            }
            return value;
        });
    }

    static Setting<Duration> duration(String key, String defaultText, Duration min, Duration max, String meaning) {
        String bounds = DurationText.of(min) + " … " + DurationText.of(max);
        return new Setting<>(key, defaultText, bounds, meaning, text -> {
            Duration value = DurationText.parse(text);
            if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                throw new IllegalArgumentException("is out of bounds");
            }
            return value;
        });
    }

    /** One of an enum's constants, written in kebab case. */
    static <E extends Enum<E>> Setting<E> choice(String key, E defaultValue, String meaning) {
        E[] choices = defaultValue.getDeclaringClass().getEnumConstants();
        String bounds =
                String.join(" | ", Arrays.stream(choices).map(Setting::kebab).toList());
        return new Setting<>(
                key,
                kebab(defaultValue),
                bounds,
                meaning,
                text -> Arrays.stream(choices)
                        .filter(choice -> kebab(choice).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("is none of the choices")));
    }

    public String key() {
        return key;
    }

    /** The default as text, or {@code null} if the setting is required. */
    public String defaultText() {
        return defaultText;
    }

    /** What values are allowed, for people. */
    public String bounds() {
        return bounds;
    }

    public String meaning() {
        return meaning;
    }

    /**
     * Reads the value.
     *
     * @param values the given settings, by key
     * @throws UserError if it is required and missing, or out of bounds: key, bound and value
     */
    T read(Map<String, String> values) {
        String text = values.getOrDefault(key, defaultText);
        if (text == null) {
            throw new UserError(key + " is required: " + meaning);
        }
        try {
            return parser.apply(text.strip());
        } catch (IllegalArgumentException e) {
            throw new UserError(key + " must be " + bounds + " but was " + text + ", which " + e.getMessage(), e);
        }
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
