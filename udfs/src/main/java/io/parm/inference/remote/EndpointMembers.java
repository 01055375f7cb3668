package io.parm.inference.remote;

import io.parm.inference.InstancePool;
import io.parm.model.ModelFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Keeps a pool's instances the endpoints that it is told. Not thread-safe. */
public final class EndpointMembers {

    private final InstancePool pool;
    private final ModelFile model;
    private final String role;
    private final RemoteInstances instances;
    private final Map<Endpoint, RemoteInstance> members = new HashMap<>();

    /** @param role what instances' names begin with, for example {@code deployed} */
    public EndpointMembers(InstancePool pool, ModelFile model, String role, RemoteInstances instances) {
        this.pool = pool;
        this.model = model;
        this.role = role;
        this.instances = instances;
    }

    /** Adds instances for endpoints that are new, and takes those out whose endpoints are gone. */
    public void follow(List<Endpoint> endpoints) {
        HashSet<Endpoint> gone = new HashSet<>(members.keySet());
        endpoints.forEach(gone::remove);
        gone.forEach(endpoint -> pool.remove(members.remove(endpoint)));
        for (Endpoint endpoint : endpoints) {
            if (!members.containsKey(endpoint)) {
                RemoteInstance instance = instances.open(model, role + "@" + endpoint.address(), endpoint);
                members.put(endpoint, instance);
                pool.add(instance, endpoint.place());
            }
        }
    }
}
