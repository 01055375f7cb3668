package io.parm.inference.remote;

import io.parm.model.ModelFile;
import io.parm.model.UserError;
import java.io.Serializable;

/** Opens instances on endpoints, on the machine that will call them. Serializable, because a Flink operator carries it there. */
public final class RemoteInstances implements Serializable {

    private static final long serialVersionUID = 1L;

    private final RemoteOptions options;

    public RemoteInstances(RemoteOptions options) {
        this.options = options;
    }

    /**
     * Opens an instance without a connection, which the first call makes: the endpoint may be down, and come later.
     *
     * @param model shapes of the input and the output; the file itself is the server's affair
     * @param name the instance's name, for example {@code deployed-2}
     * @throws UserError if the file of certificate authorities cannot be read
     */
    public RemoteInstance open(ModelFile model, String name, Endpoint endpoint) {
        return endpoint.scheme().grpc()
                ? GrpcInstance.open(model, name, endpoint, options)
                : RestInstance.open(model, name, endpoint, options);
    }
}
