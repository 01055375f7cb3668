package io.parm.lab.shuffle;

import io.parm.lab.cluster.InstanceProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Model servers in namespaces of their own, all with all models of one service, and beside each an agent that transfers bytes over the same
 * link. Thread-safe once it has started.
 */
public final class ShuffledInstances implements AutoCloseable {

    private static final List<String> SMALL = List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final NetworkShape shape;
    private final NamespaceNetwork network;
    private final List<InstanceProcess> servers = new ArrayList<>();
    private final List<AgentProcess> agents = new ArrayList<>();

    private ShuffledInstances(NetworkShape shape, NamespaceNetwork network) {
        this.shape = shape;
        this.network = network;
    }

    /**
     * Makes the network, starts all processes and waits for them.
     *
     * @param main the program's class, which knows {@code instance}
     * @param logs folder for what the processes say
     * @throws IllegalStateException if a server does not start
     */
    public static ShuffledInstances start(NetworkShape shape, Class<?> main, Path service, Path logs)
            throws InterruptedException {
        ShuffledInstances instances = new ShuffledInstances(shape, NamespaceNetwork.start(shape));
        boolean isUp = false;
        try {
            instances.startAll(main, service, logs);
            isUp = true;
            return instances;
        } finally {
            if (!isUp) {
                instances.close();
            }
        }
    }

    private void startAll(Class<?> main, Path service, Path logs) throws InterruptedException {
        for (int i = 0; i < shape.instances(); i++) {
            InstanceProcess.Place place = new InstanceProcess.Place(network.inside(i), network.address(i), SMALL);
            servers.add(InstanceProcess.start(place, main, service, logs.resolve("instance-" + i + ".log")));
            agents.add(AgentProcess.start(network.inside(i), network.address(i), logs.resolve("agent-" + i + ".log")));
        }
        for (InstanceProcess server : servers) {
            server.awaitReady();
        }
    }

    /** Where the servers are, for example {@code grpc://10.213.0.10:40123}. */
    public List<String> endpoints() {
        return servers.stream().map(InstanceProcess::endpoint).toList();
    }

    /** Lets the transfers of a seed begin. */
    public Shuffles shuffle(long seed) {
        return Shuffles.begin(
                TransferPlan.of(shape, seed),
                transfer -> agents.get(transfer.from()).send(agents.get(transfer.to()), transfer.bytes()));
    }

    @Override
    public void close() {
        servers.forEach(InstanceProcess::close);
        agents.forEach(AgentProcess::close);
        network.close();
    }
}
