package io.parm.inference.remote;

import io.parm.inference.protocol.TensorNames;
import io.parm.model.UserError;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * How one model is asked for, whatever the endpoint.
 *
 * @param model its name on the server
 * @param version its version; empty leaves the choice to the server
 * @param names its tensors' names; {@code null} to ask the server for them
 * @param access credentials and trust
 * @param maxMessageBytes a longer answer is a failure
 * @param connectTimeoutMs for a connection, and for an answer about readiness
 */
public record RemoteOptions(
        String model, String version, TensorNames names, Access access, int maxMessageBytes, int connectTimeoutMs)
        implements Serializable {

    private static final int DEFAULT_MAX_MESSAGE_BYTES = 64 << 20;
    private static final int DEFAULT_CONNECT_TIMEOUT_MS = 2_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~-]{1,255}");

    /** @throws UserError naming what is out of bounds */
    public RemoteOptions {
        check(NAME.matcher(model).matches(), "a model's name must be letters, digits or ._~- but was '" + model + "'");
        check(
                version.isEmpty() || NAME.matcher(version).matches(),
                "a model's version must be letters, digits or ._~- but was '" + version + "'");
        check(maxMessageBytes >= 1, "the largest message must be at least 1 byte but was " + maxMessageBytes);
        check(connectTimeoutMs >= 1, "the connect timeout must be at least 1 ms but was " + connectTimeoutMs);
    }

    /** A model in whatever version the server prefers, open to all, answers to 64 MiB, 2 s to connect. */
    public static RemoteOptions of(String model) {
        return new RemoteOptions(model, "", null, Access.OPEN, DEFAULT_MAX_MESSAGE_BYTES, DEFAULT_CONNECT_TIMEOUT_MS);
    }

    public RemoteOptions withVersion(String newVersion) {
        return new RemoteOptions(model, newVersion, names, access, maxMessageBytes, connectTimeoutMs);
    }

    public RemoteOptions withNames(TensorNames newNames) {
        return new RemoteOptions(model, version, newNames, access, maxMessageBytes, connectTimeoutMs);
    }

    public RemoteOptions withAccess(Access newAccess) {
        return new RemoteOptions(model, version, names, newAccess, maxMessageBytes, connectTimeoutMs);
    }

    public RemoteOptions withMaxMessageBytes(int newMaxMessageBytes) {
        return new RemoteOptions(model, version, names, access, newMaxMessageBytes, connectTimeoutMs);
    }

    public RemoteOptions withConnectTimeoutMs(int newConnectTimeoutMs) {
        return new RemoteOptions(model, version, names, access, maxMessageBytes, newConnectTimeoutMs);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new UserError(otherwise);
        }
    }
}
