package io.parm.lab.command;

import io.parm.inference.Devices;
import io.parm.inference.InstanceFactory;
import io.parm.inference.LocalInstances;
import io.parm.inference.PoolLimits;
import io.parm.lab.straggler.PlanStart;
import io.parm.lab.straggler.StragglerFactory;
import io.parm.lab.straggler.StragglerPlan;
import io.parm.model.ModelFile;
import io.parm.model.Service;
import io.parm.model.UserError;
import io.parm.serving.ModelServer;
import io.parm.serving.ServerOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parm instance}: a model server for a service's models, over the Open Inference Protocol v2. */
@Command(
        name = "instance",
        description = "Serve a service's models over the Open Inference Protocol v2 until Ctrl-C.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class InstanceCommand implements Callable<Integer> {

    @Option(names = "--service", paramLabel = "DIR", description = "The service's folder.", required = true)
    private Path folder;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Serve this one alone: deployed, parity-0, parity-1 … (default: all).")
    private String model;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Address to listen at; 0.0.0.0 for all.",
            defaultValue = ServerOptions.LOOPBACK)
    private String host;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "Port of REST and metrics, 0 for a free one.",
            defaultValue = "" + ServerOptions.DEFAULT_HTTP_PORT)
    private int httpPort;

    @Option(
            names = "--grpc-port",
            paramLabel = "PORT",
            description = "Port of gRPC, 0 for a free one.",
            defaultValue = "" + ServerOptions.DEFAULT_GRPC_PORT)
    private int grpcPort;

    @Option(names = "--instances", paramLabel = "N", description = "Copies of each model.", defaultValue = "1")
    private int instances;

    @Option(
            names = "--device",
            paramLabel = "cpu|gpu|gpu:INDEX",
            description = "Where they run; gpu is the first.",
            defaultValue = Devices.CPU)
    private String device;

    @Option(
            names = "--batch-max-size",
            paramLabel = "N",
            description = "Waiting inputs that an instance takes at once.",
            defaultValue = "8")
    private int batchMaxSize;

    @Option(
            names = "--queue-capacity",
            paramLabel = "N",
            description = "Inputs that may wait for each model; one more is refused.",
            defaultValue = "256")
    private int queueCapacity;

    @Option(
            names = "--max-request-bytes",
            paramLabel = "N",
            description = "A longer request is refused.",
            defaultValue = "67108864")
    private int maxRequestBytes;

    @Option(
            names = "--max-requests",
            paramLabel = "N",
            description = "Requests served at a time, over all models; one more is refused.",
            defaultValue = "256")
    private int maxRequests;

    @Option(
            names = "--stragglers",
            paramLabel = "PLAN",
            description = "Faults to inject, such as stall:deployed-0:250ms:every=1s.")
    private String stragglers;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        ServerOptions options = options();
        InstanceFactory factory = factory();
        Map<String, ModelFile> models = models();
        LocalInstances.requireDevice(device);
        PrintWriter console = spec.commandLine().getOut();
        CountDownLatch ended = new CountDownLatch(1);
        ModelServer server = ModelServer.start(models, factory, options);
        // Ctrl-C and SIGTERM run the hooks; the process ends when they are done.
        Thread hook = new Thread(server::close, "close-model-server");
        Runtime.getRuntime().addShutdownHook(hook);
        console.println("Serving " + String.join(", ", models.keySet()) + " at " + server.grpcAddress() + " and "
                + server.httpAddress());
        console.flush();
        try {
            ended.await();
        } finally {
            Runtime.getRuntime().removeShutdownHook(hook);
            server.close();
        }
        return 0;
    }

    private ServerOptions options() {
        atLeastOne("--queue-capacity", queueCapacity);
        atLeastOne("--batch-max-size", batchMaxSize);
        try {
            return new ServerOptions(
                    host,
                    httpPort,
                    grpcPort,
                    instances,
                    device,
                    new PoolLimits(queueCapacity, batchMaxSize),
                    maxRequestBytes,
                    maxRequests);
        } catch (IllegalArgumentException e) {
            throw new UserError("--" + e.getMessage(), e);
        }
    }

    private static void atLeastOne(String option, int value) {
        if (value < 1) {
            throw new UserError(option + " must be at least 1 but was " + value);
        }
    }

    private InstanceFactory factory() {
        StragglerPlan plan = stragglers == null ? StragglerPlan.none() : StragglerPlan.parse(stragglers);
        return new StragglerFactory(new LocalInstances(), plan, PlanStart.at(System.nanoTime()));
    }

    private Map<String, ModelFile> models() {
        Map<String, ModelFile> all = ModelServer.modelsOf(Service.read(folder));
        if (model == null) {
            return all;
        }
        if (!all.containsKey(model)) {
            throw new UserError("--model must be one of " + String.join(", ", all.keySet()) + " but was " + model);
        }
        return Map.of(model, all.get(model));
    }
}
