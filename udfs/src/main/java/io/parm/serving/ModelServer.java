package io.parm.serving;

import io.parm.inference.InstanceFactory;
import io.parm.model.ModelFile;
import io.parm.model.Service;
import io.parm.model.UserError;
import java.io.IOException;
import java.util.Map;

/**
 * Serves models over the Open Inference Protocol v2, gRPC and REST, until it is closed.
 *
 * <p>Each model has its own bounded queue and instances. The client's deadline is when a waiting request is dropped. Whatever cannot be
 * served is refused at once with a status that says why.
 */
public final class ModelServer implements AutoCloseable {

    private final ServedModels models;
    private final GrpcListener grpc;
    private final RestListener rest;
    private final String host;

    private ModelServer(ServedModels models, GrpcListener grpc, RestListener rest, String host) {
        this.models = models;
        this.grpc = grpc;
        this.rest = rest;
        this.host = host;
    }

    /** A service's model files by the names they are served under: {@code deployed}, {@code parity-0} and so on. */
    public static Map<String, ModelFile> modelsOf(Service service) {
        return ServedModels.of(service);
    }

    /**
     * Loads and warms up every model, then listens.
     *
     * @param files model files by name; instance i of a model is named {@code NAME-i}
     * @param factory opens the instances
     * @throws UserError if a model cannot be loaded, or an address is not free
     */
    public static ModelServer start(Map<String, ModelFile> files, InstanceFactory factory, ServerOptions options) {
        ServedModels models = ServedModels.open(files, factory, options);
        Admission admission = new Admission(options.maxRequests());
        GrpcListener grpc = null;
        try {
            grpc = GrpcListener.start(models, admission, options);
            return new ModelServer(models, grpc, RestListener.start(models, admission, options), options.host());
        } catch (IOException e) {
            if (grpc != null) {
                grpc.close();
            }
            models.close();
            String port = grpc == null ? "gRPC port " + options.grpcPort() : "HTTP port " + options.httpPort();
            throw new UserError("cannot listen at " + options.host() + ", " + port + ": " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        Throwable cause = e.getCause() != null ? e.getCause() : e;
        return String.valueOf(cause.getMessage());
    }

    public int grpcPort() {
        return grpc.port();
    }

    public int httpPort() {
        return rest.port();
    }

    /** {@code grpc://host:port} */
    public String grpcAddress() {
        return "grpc://" + authority() + ":" + grpcPort();
    }

    /** {@code http://host:port} */
    public String httpAddress() {
        return "http://" + authority() + ":" + httpPort();
    }

    private String authority() {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** Cuts off what is being served, and releases the models. */
    @Override
    public void close() {
        grpc.close();
        rest.close();
        models.close();
    }
}
