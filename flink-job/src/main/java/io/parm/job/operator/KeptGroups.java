package io.parm.job.operator;

import io.parm.coding.GroupState;
import io.parm.job.stream.Envelope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;

/**
 * The groups that were live at the last checkpoint, as Flink's state by group id: read after a restore and replaced at each checkpoint.
 * Nothing of it changes with the groups, so that a checkpoint may be written while they go on. Not thread-safe.
 */
final class KeptGroups {

    private static final String GROUP = "group";

    private final KeyedStateBackend<String> keys;
    private final ValueState<GroupState> group;
    private final MapState<Integer, Envelope> envelopes;
    private final List<String> ids = new ArrayList<>();

    KeptGroups(KeyedStateBackend<String> keys, KeyedStateStore store) {
        this.keys = keys;
        this.group = store.getState(new ValueStateDescriptor<>(GROUP, TypeInformation.of(GroupState.class)));
        this.envelopes =
                store.getMapState(new MapStateDescriptor<>("envelopes", Types.INT, TypeInformation.of(Envelope.class)));
        try (Stream<String> restored = keys.getKeys(GROUP, VoidNamespace.INSTANCE)) {
            restored.forEach(ids::add);
        }
    }

    /** The groups as they were when they were kept. */
    List<LiveGroup> read(GroupMaker maker) throws Exception {
        List<LiveGroup> groups = new ArrayList<>();
        for (String id : ids) {
            keys.setCurrentKey(id);
            LiveGroup live = maker.restored(id, group.value());
            for (Map.Entry<Integer, Envelope> member : envelopes.entries()) {
                live.put(member.getKey(), member.getValue());
            }
            groups.add(live);
        }
        return groups;
    }

    /** Keeps these instead of those kept before. */
    void replace(Collection<LiveGroup> groups) throws Exception {
        for (String id : ids) {
            keys.setCurrentKey(id);
            group.clear();
            envelopes.clear();
        }
        ids.clear();
        for (LiveGroup live : groups) {
            keys.setCurrentKey(live.id());
            keep(live);
            ids.add(live.id());
        }
    }

    private void keep(LiveGroup live) throws Exception {
        group.update(live.coding().state());
        for (int slot = 0; slot < live.slots(); slot++) {
            if (live.envelope(slot) != null) {
                envelopes.put(slot, live.envelope(slot));
            }
        }
    }
}
