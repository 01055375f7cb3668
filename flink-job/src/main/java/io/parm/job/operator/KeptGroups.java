package io.parm.job.operator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;

/**
 * The groups that were live at the last checkpoint, as Flink's state by group id: read after a restore and replaced at each checkpoint.
 * Nothing of it changes with the groups, so that a checkpoint may be written while they go on. Not thread-safe.
 *
 * @param <G> what is kept of a group
 */
abstract class KeptGroups<G extends DueGroup> {

    private final KeyedStateBackend<String> keys;
    private final List<String> ids = new ArrayList<>();

    KeptGroups(KeyedStateBackend<String> keys) {
        this.keys = keys;
    }

    /** A state that every kept group has. */
    abstract String state();

    /** The group of Flink's current key, as it was kept. */
    abstract G read(String id) throws Exception;

    /** Keeps a group under Flink's current key, of which nothing is kept. */
    abstract void keep(G group) throws Exception;

    /** Forgets the group of Flink's current key. */
    abstract void clear() throws Exception;

    /** The groups as they were when they were kept; to be called once, first of all. */
    final List<G> restored() throws Exception {
        try (Stream<String> restored = keys.getKeys(state(), VoidNamespace.INSTANCE)) {
            restored.forEach(ids::add);
        }
        List<G> groups = new ArrayList<>();
        for (String id : ids) {
            keys.setCurrentKey(id);
            groups.add(read(id));
        }
        return groups;
    }

    /** Keeps these instead of those kept before. */
    final void replace(Collection<G> groups) throws Exception {
        for (String id : ids) {
            keys.setCurrentKey(id);
            clear();
        }
        ids.clear();
        for (G group : groups) {
            keys.setCurrentKey(group.id());
            keep(group);
            ids.add(group.id());
        }
    }
}
