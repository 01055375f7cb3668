package io.parm.lab.shuffle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Command lines of {@code ip} and {@code tc} for a network of namespaces: a bridge on the host, and from it to each namespace a pair of
 * connected devices, shaped at both ends: towards a namespace as a switch's port, from it ten times faster, as its network card. All that they make has a name that starts with {@code parm-}. Stateless.
 */
final class NetworkCommands {

    /** What names of namespaces start with. */
    static final String NAMESPACE = "parm-shuffle-";

    /** What names of the host's ends of links start with. */
    static final String LINK = "parm-link-";

    static final String BRIDGE = "parm-bridge";

    private static final String INNER_LINK = "eth0";

    /**
     * How many times faster a namespace's own end is, as a network card is next to a congested port. Were it not, the transfer would wait there,
     * where the kernel lets a connection have no more than a few packets at a time (TCP small queues), and the queue would stay short.
     */
    private static final int CARD = 10;

    /** Kilobytes that may go at once: what 60 Mbit/s are in the 4 ms between two ticks of a kernel, or more. */
    private static final int BURST_KB = 32;

    /** The one that every kernel has and lets a namespace have, so that transfers do the same everywhere: it fills the queue it meets. */
    private static final String CONGESTION_CONTROL = "echo reno > /proc/sys/net/ipv4/tcp_congestion_control";

    private NetworkCommands() {}

    /** What makes the network, in this order. */
    static List<List<String>> up(NetworkShape shape, AddressPlan addresses) {
        List<List<String>> commands = new ArrayList<>(List.of(
                words("ip link add " + BRIDGE + " type bridge"),
                words("ip address add " + addresses.host() + "/" + AddressPlan.PREFIX_LENGTH + " dev " + BRIDGE),
                words("ip link set " + BRIDGE + " up")));
        for (int i = 0; i < shape.instances(); i++) {
            commands.addAll(up(shape, i, addresses.instance(i)));
        }
        return commands;
    }

    private static List<List<String>> up(NetworkShape shape, int index, String address) {
        String namespace = NAMESPACE + index;
        String link = LINK + index;
        return List.of(
                words("ip netns add " + namespace),
                words("ip link add " + link + " type veth peer name " + INNER_LINK + " netns " + namespace),
                words("ip link set " + link + " master " + BRIDGE + " up"),
                words("ip -n " + namespace + " address add " + address + "/" + AddressPlan.PREFIX_LENGTH + " dev "
                        + INNER_LINK),
                words("ip -n " + namespace + " link set lo up"),
                words("ip -n " + namespace + " link set " + INNER_LINK + " up"),
                words("tc qdisc add dev " + link + " " + shaped(shape, 1)),
                words("tc -n " + namespace + " qdisc add dev " + INNER_LINK + " " + shaped(shape, CARD)),
                inside(namespace, List.of("sh", "-c", CONGESTION_CONTROL)));
    }

    private static String shaped(NetworkShape shape, int times) {
        return "root tbf rate %dmbit burst %dkb latency %dms"
                .formatted(times * shape.mbit(), times * BURST_KB, shape.queueMs());
    }

    /** A command in a namespace, which takes the place of {@code ip}'s process. */
    static List<String> inside(String namespace, List<String> command) {
        List<String> all = new ArrayList<>(words("ip netns exec " + namespace));
        all.addAll(command);
        return all;
    }

    /**
     * What removes devices and namespaces; the devices first, since a namespace with a process in it stays a while.
     *
     * @param links as {@code ip -o link} lists them, of which only ours are touched
     * @param namespaces as {@code ip netns list} lists them, of which only ours are touched
     */
    static List<List<String>> down(String links, String namespaces) {
        Stream<List<String>> devices = links.lines()
                .map(line -> line.split(":\\s+|@|\\s+"))
                .filter(fields -> fields.length > 1)
                .map(fields -> fields[1])
                .filter(name -> name.startsWith(LINK) || name.equals(BRIDGE))
                .map(name -> words("ip link delete " + name));
        Stream<List<String>> spaces = ours(namespaces).stream().map(name -> words("ip netns delete " + name));
        return Stream.concat(devices, spaces).toList();
    }

    /** Our namespaces among those that {@code ip netns list} lists. */
    static List<String> ours(String namespaces) {
        return namespaces
                .lines()
                .map(line -> line.split("\\s+")[0])
                .filter(name -> name.startsWith(NAMESPACE))
                .toList();
    }

    private static List<String> words(String command) {
        return List.of(command.split(" "));
    }
}
