package io.parm.job.operator;

import io.parm.coding.ParityHold;
import io.parm.job.stream.ModelInput;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;

/** Groups as {@link HoldParityQueries} keeps them, with their parity queries by index. Not thread-safe. */
final class KeptHolds extends KeptGroups<HeldGroup> {

    private static final String HOLD = "hold";

    private final ValueState<ParityHold> hold;
    private final MapState<Integer, ModelInput> parityQueries;

    KeptHolds(KeyedStateBackend<String> keys, KeyedStateStore store) {
        super(keys);
        this.hold = store.getState(new ValueStateDescriptor<>(HOLD, TypeInformation.of(ParityHold.class)));
        this.parityQueries =
                store.getMapState(new MapStateDescriptor<>("held", Types.INT, TypeInformation.of(ModelInput.class)));
    }

    @Override
    String state() {
        return HOLD;
    }

    @Override
    HeldGroup read(String id) throws Exception {
        HeldGroup group = new HeldGroup(id, hold.value());
        for (ModelInput parityQuery : parityQueries.values()) {
            group.parityQueries().add(parityQuery);
        }
        return group;
    }

    @Override
    void keep(HeldGroup group) throws Exception {
        hold.update(group.hold());
        for (ModelInput parityQuery : group.parityQueries()) {
            parityQueries.put(parityQuery.index(), parityQuery);
        }
    }

    @Override
    void clear() {
        hold.clear();
        parityQueries.clear();
    }
}
