package io.parm.serving;

import io.parm.inference.protocol.RestMessage;
import io.parm.serving.RefusedException.Reason;
import java.util.List;

/** What the server says of itself, and of the one output that its models have. */
final class ServerIdentity {

    static final String NAME = "parm";
    static final String VERSION = "0.1.0";
    static final List<String> EXTENSIONS = List.of(RestMessage.BINARY_EXTENSION);

    private ServerIdentity() {}

    /** @param name the output that a client asks for */
    static void checkOutput(String name) throws RefusedException {
        if (!name.equals(ServedModel.NAMES.output())) {
            throw new RefusedException(
                    Reason.INVALID, "there is no output '" + name + "', only '" + ServedModel.NAMES.output() + "'");
        }
    }
}
