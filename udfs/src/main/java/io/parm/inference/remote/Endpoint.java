package io.parm.inference.remote;

import io.parm.model.UserError;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Where a model server listens, written {@code grpc://host:port}, {@code grpcs://…}, {@code http://…} or {@code https://…}, with
 * {@code ?zone=NAME} when it is known which failures it shares with others.
 *
 * @param scheme protocol and whether it runs over TLS
 * @param host a name or an address; an IPv6 one in brackets
 * @param port 1..65535
 * @param zone a rack, room or cloud zone; empty when none is given
 */
public record Endpoint(Scheme scheme, String host, int port, String zone) implements Serializable {

    private static final int MAX_PORT = 65_535;
    private static final String ZONE = "zone=";

    /** A protocol, plain or over TLS. */
    public enum Scheme {
        GRPC,
        GRPCS,
        HTTP,
        HTTPS;

        boolean tls() {
            return this == GRPCS || this == HTTPS;
        }

        boolean grpc() {
            return this == GRPC || this == GRPCS;
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws IllegalArgumentException if the port is out of range or a part is missing */
    public Endpoint {
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(zone, "zone");
        if (host == null || host.isBlank()) {
            throw new IllegalArgumentException("host is missing");
        }
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("port must be 1.." + MAX_PORT + " but was " + port);
        }
    }

    /**
     * Reads an endpoint as configuration has it.
     *
     * @throws UserError naming the text and what is wrong with it
     */
    public static Endpoint parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw refused(text, "it is no URI", e);
        }
        check(text, uri.getHost() != null && uri.getPort() >= 0, "it must be scheme://host:port");
        check(text, uri.getUserInfo() == null, "a user or password does not belong there");
        check(text, uri.getPath().isEmpty() || uri.getPath().equals("/"), "it must have no path");
        check(text, uri.getFragment() == null, "it must have no fragment");
        try {
            return new Endpoint(scheme(text, uri.getScheme()), uri.getHost(), uri.getPort(), zone(text, uri));
        } catch (IllegalArgumentException e) {
            throw refused(text, e.getMessage(), e);
        }
    }

    private static Scheme scheme(String text, String written) {
        for (Scheme scheme : Scheme.values()) {
            if (scheme.text().equalsIgnoreCase(written)) {
                return scheme;
            }
        }
        String known = Arrays.stream(Scheme.values()).map(Scheme::text).collect(Collectors.joining(", "));
        throw refused(text, "the scheme must be one of " + known, null);
    }

    private static String zone(String text, URI uri) {
        String query = uri.getQuery();
        if (query == null) {
            return "";
        }
        check(
                text,
                query.startsWith(ZONE) && query.length() > ZONE.length() && !query.contains("&"),
                "the only parameter it may have is zone=NAME");
        return query.substring(ZONE.length());
    }

    private static void check(String text, boolean holds, String otherwise) {
        if (!holds) {
            throw refused(text, otherwise, null);
        }
    }

    private static UserError refused(String text, String why, Exception cause) {
        return new UserError("cannot read the endpoint '" + text + "': " + why, cause);
    }

    /** What fails together with this endpoint: its zone, or itself if that is not known. */
    public String place() {
        return zone.isEmpty() ? address() : zone;
    }

    /** The address alone, as it can be parsed again. */
    public String address() {
        return scheme.text() + "://" + host + ":" + port;
    }

    @Override
    public String toString() {
        return address() + (zone.isEmpty() ? "" : "?" + ZONE + zone);
    }
}
