package io.parm.lab.cluster;

import java.util.Map;

/**
 * Who gets in to a broker, and how.
 *
 * @param broker settings of the broker that win over {@link BrokerSettings}
 * @param admin properties of the client that makes and deletes topics
 */
record BrokerAccess(Map<String, String> broker, Map<String, String> admin) {

    /** Everybody on this machine, without a word. */
    static final BrokerAccess OPEN = new BrokerAccess(Map.of(), Map.of());
}
