package io.parm.job.operator;

import io.parm.coding.GroupState;
import io.parm.job.stream.Envelope;
import java.util.Map;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;

/** Coding groups as {@link AnswerGroup} keeps them. Not thread-safe. */
final class KeptCodingGroups extends KeptGroups<LiveGroup> {

    private static final String GROUP = "group";

    private final GroupMaker maker;
    private final ValueState<GroupState> group;
    private final MapState<Integer, Envelope> envelopes;

    KeptCodingGroups(KeyedStateBackend<String> keys, KeyedStateStore store, GroupMaker maker) {
        super(keys);
        this.maker = maker;
        this.group = store.getState(new ValueStateDescriptor<>(GROUP, TypeInformation.of(GroupState.class)));
        this.envelopes =
                store.getMapState(new MapStateDescriptor<>("envelopes", Types.INT, TypeInformation.of(Envelope.class)));
    }

    @Override
    String state() {
        return GROUP;
    }

    @Override
    LiveGroup read(String id) throws Exception {
        LiveGroup live = maker.restored(id, group.value());
        for (Map.Entry<Integer, Envelope> member : envelopes.entries()) {
            live.put(member.getKey(), member.getValue());
        }
        return live;
    }

    @Override
    void keep(LiveGroup live) throws Exception {
        group.update(live.coding().state());
        for (int slot = 0; slot < live.slots(); slot++) {
            if (live.envelope(slot) != null) {
                envelopes.put(slot, live.envelope(slot));
            }
        }
    }

    @Override
    void clear() {
        group.clear();
        envelopes.clear();
    }
}
