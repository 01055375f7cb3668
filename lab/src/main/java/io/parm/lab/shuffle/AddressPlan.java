package io.parm.lab.shuffle;

import io.parm.model.UserError;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Addresses of a private network of 256.
 *
 * @param network its first three numbers, for example {@code 10.213.0}
 */
record AddressPlan(String network) {

    /** Of an address plan, as {@code ip} writes it. */
    static final int PREFIX_LENGTH = 24;

    private static final int FIRST_INSTANCE = 10;
    private static final int CANDIDATES = 256;
    private static final int BITS = 32;

    /** An IPv4 address, with the length of its network if that is written. */
    private static final Pattern ADDRESS =
            Pattern.compile("\\b(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");

    /**
     * The first of 10.213.0.0/24, 10.213.1.0/24 … that nothing on this machine has to do with.
     *
     * @param taken what {@code ip address} and {@code ip route} say
     * @throws UserError if there is none
     */
    static AddressPlan free(String taken) {
        List<MatchResult> addresses = ADDRESS.matcher(taken).results().toList();
        return IntStream.range(0, CANDIDATES)
                .mapToObj(third -> new AddressPlan("10.213." + third))
                .filter(plan -> addresses.stream().noneMatch(plan::overlaps))
                .findFirst()
                .orElseThrow(() -> new UserError("every network of 10.213.0.0/16 is in use on this machine"));
    }

    /** This machine's address there. */
    String host() {
        return network + ".1";
    }

    /** A model server's address, from 0. */
    String instance(int index) {
        return network + "." + (FIRST_INSTANCE + index);
    }

    private boolean overlaps(MatchResult address) {
        int length = address.group(5) == null ? BITS : Integer.parseInt(address.group(5));
        long mask = -1L << (BITS - Math.min(length, PREFIX_LENGTH));
        // A default route leads everywhere and uses nothing.
        return length > 0
                && (bits(address) & mask)
                        == (bits(ADDRESS.matcher(host()).results().findFirst().orElseThrow()) & mask);
    }

    private static long bits(MatchResult address) {
        long bits = 0;
        for (int part = 1; part <= 4; part++) {
            bits = bits << 8 | Long.parseLong(address.group(part));
        }
        return bits;
    }
}
