package io.parm.inference.remote;

import io.parm.model.UserError;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a server wants to see before it answers, and whom we trust to be that server. Its secrets are not in {@link #toString}.
 *
 * @param caFile certificates (PEM) of the authorities that may vouch for servers; empty for those of the Java platform
 * @param bearerToken sent as {@code Authorization: Bearer …}; empty for none
 * @param headers sent with every call, names in lower case
 */
public record Access(String caFile, String bearerToken, Map<String, String> headers) implements Serializable {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_.-]+");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");

    /** Nothing to show, and the platform's authorities. */
    public static final Access OPEN = new Access("", "", Map.of());

    /** @throws UserError if a header's name or value, or the token, cannot be sent; secrets are not in the message */
    public Access {
        checkValue("the bearer token", bearerToken);
        Map<String, String> checked = new HashMap<>();
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!NAME.matcher(lower).matches() || lower.endsWith("-bin") || lower.startsWith("grpc-")) {
                throw new UserError("'" + name + "' cannot be a header's name");
            }
            checkValue("the value of header " + name, value);
            checked.put(lower, value);
        });
        headers = Map.copyOf(checked);
    }

    private static void checkValue(String what, String value) {
        if (!VALUE.matcher(value).matches()) {
            throw new UserError(what + " must be printable ASCII");
        }
    }

    @Override
    public String toString() {
        return (caFile.isEmpty() ? "platform's CAs" : "CA " + caFile)
                + (bearerToken.isEmpty() ? "" : ", a bearer token")
                + (headers.isEmpty() ? "" : ", headers " + new TreeSet<>(headers.keySet()));
    }
}
