package io.parm.job.operator;

import io.parm.inference.GroupPlaces;
import io.parm.inference.InstancePool;
import io.parm.inference.remote.Endpoint;
import io.parm.inference.remote.EndpointMembers;
import io.parm.inference.remote.EndpointSource;
import io.parm.inference.remote.RemoteInstances;
import io.parm.job.config.JobConfig;
import io.parm.model.ModelFile;
import io.parm.model.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pools on model servers, which follow their endpoints, and know the other role's, so that a group's members and its parity are kept
 * apart. Called by one thread at a time.
 */
final class RemotePools {

    private static final Logger LOG = LoggerFactory.getLogger(RemotePools.class);

    private final boolean parity;
    private final EndpointSource ownSource;
    private final EndpointSource otherSource;
    private final List<InstancePool> pools = new ArrayList<>();
    private final List<EndpointMembers> members = new ArrayList<>();
    private List<Endpoint> own = List.of();
    private List<Endpoint> other = List.of();

    private RemotePools(boolean parity, EndpointSource ownSource, EndpointSource otherSource) {
        this.parity = parity;
        this.ownSource = ownSource;
        this.otherSource = otherSource;
    }

    /**
     * Fills pools with the endpoints of the moment.
     *
     * @param role {@code deployed} or {@code parity}
     * @param models one per pool
     * @param remote their servers
     * @param otherRemote the other role's
     * @throws UserError if a file of endpoints, secrets or authorities cannot be read
     */
    static RemotePools open(
            String role,
            List<ModelFile> models,
            List<InstancePool> pools,
            JobConfig.Remote remote,
            JobConfig.Remote otherRemote) {
        RemotePools opened = new RemotePools(
                role.equals("parity"),
                EndpointSource.of(remote.endpoints()),
                EndpointSource.of(otherRemote.endpoints()));
        for (int j = 0; j < models.size(); j++) {
            opened.pools.add(pools.get(j));
            RemoteInstances instances = new RemoteInstances(RemoteCalls.of(remote, j));
            opened.members.add(new EndpointMembers(pools.get(j), models.get(j), role + "-" + j, instances));
        }
        opened.look();
        return opened;
    }

    /** Looks whether the endpoints have changed; what cannot be read leaves them as they were. */
    void follow() {
        try {
            look();
        } catch (UserError e) {
            LOG.warn("endpoints stay as they were: {}", e.getMessage());
        }
    }

    private void look() {
        Optional<List<Endpoint>> newOwn = ownSource.changed();
        own = newOwn.orElse(own);
        Optional<List<Endpoint>> newOther = otherSource.changed();
        other = newOther.orElse(other);
        if (newOwn.isEmpty() && newOther.isEmpty()) {
            return;
        }
        List<String> ownPlaces = own.stream().map(Endpoint::place).toList();
        List<String> otherPlaces = other.stream().map(Endpoint::place).toList();
        GroupPlaces places = GroupPlaces.of(ownPlaces, otherPlaces, parity);
        pools.forEach(pool -> pool.keepApart(places));
        members.forEach(pool -> pool.follow(own));
        LOG.info("endpoints are now {}", own);
    }
}
