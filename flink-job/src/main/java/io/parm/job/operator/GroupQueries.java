package io.parm.job.operator;

import io.parm.coding.ErasureCode;
import io.parm.job.metrics.GroupMetrics;
import io.parm.job.stream.AdmittedQuery;
import io.parm.job.stream.Envelope;
import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.GroupNotice;
import io.parm.job.stream.ModelInput;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Forwards each query at once, then adds it to the open coding group; a full group becomes parity queries.
 *
 * <p>Not keyed. No state: the members of an open group are already on their way, and after a restore they are answered without a
 * parity query. Timers: an incomplete group closes {@code group.max-wait} after its first query, with parity queries if the parity
 * models know partial groups. One timer at a time: it outlives its group, most of which fill up first, and is set anew for the group that
 * is open when it fires, since setting and cancelling one for every group would wake a thread each time. A query that comes twice is a
 * member twice. Ids are those of {@link GroupIds}. The end of the input closes the open group.
 */
public final class GroupQueries extends AbstractStreamOperator<GroupEvent>
        implements OneInputStreamOperator<AdmittedQuery, GroupEvent>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private final ErasureCode code;
    private final GroupMark mark;
    private final boolean partialGroups;
    private final long maxWaitMs;

    private transient GroupMetrics groups;
    private transient GroupIds groupIds;
    private transient String groupId;
    private transient List<AdmittedQuery> members;
    private transient long openedMs;
    private transient EarliestTimer timer;

    /**
     * @param mark what the ids of its groups begin with
     * @param partialGroups whether an incomplete group gets parity queries too
     * @param maxWaitMs how long after its first query a group closes at the latest
     */
    public GroupQueries(ErasureCode code, GroupMark mark, boolean partialGroups, long maxWaitMs) {
        this.code = code;
        this.mark = mark;
        this.partialGroups = partialGroups;
        this.maxWaitMs = maxWaitMs;
    }

    @Override
    public void open() throws Exception {
        super.open();
        groups = new GroupMetrics(getMetricGroup());
        groupIds = new GroupIds(mark, OwnKeys.of(getRuntimeContext().getTaskInfo()));
        groupId = groupIds.next();
        members = new ArrayList<>(code.k());
        timer = new EarliestTimer(getProcessingTimeService(), this::timeReached);
    }

    @Override
    public void processElement(StreamRecord<AdmittedQuery> element) {
        AdmittedQuery query = element.getValue();
        Envelope envelope = query.envelope();
        int slot = members.size();
        if (slot == 0) {
            openedMs = nowMs();
        }
        emit(new ModelInput(groupId, slot, 1, query.input(), envelope.deadlineMs(), envelope.giveUpMs()));
        members.add(query);
        if (members.size() == code.k()) {
            emit(GroupNotice.lastMember(groupId, slot, envelope, code.r()));
            close(code.r());
        } else {
            emit(GroupNotice.member(groupId, slot, envelope));
            timer.noLaterThan(openedMs + maxWaitMs);
        }
    }

    @Override
    public void endInput() {
        closeIncomplete();
    }

    private void timeReached(long timeMs) {
        if (members.isEmpty()) {
            return;
        }
        if (timeMs >= openedMs + maxWaitMs) {
            closeIncomplete();
        } else {
            timer.noLaterThan(openedMs + maxWaitMs);
        }
    }

    private void closeIncomplete() {
        if (!members.isEmpty()) {
            int parities = partialGroups ? code.r() : 0;
            emit(GroupNotice.closed(groupId, members.size(), parities));
            close(parities);
        }
    }

    private void close(int parities) {
        float[][] inputs = new float[code.k()][];
        long deadlineMs = 0;
        long giveUpMs = 0;
        for (int slot = 0; slot < members.size(); slot++) {
            inputs[slot] = members.get(slot).input();
            deadlineMs = Math.max(deadlineMs, members.get(slot).envelope().deadlineMs());
            giveUpMs = Math.max(giveUpMs, members.get(slot).envelope().giveUpMs());
        }
        for (int parity = 0; parity < parities; parity++) {
            long startNanos = System.nanoTime();
            float[] input = code.encoder().encode(inputs, parity);
            groups.encoded(System.nanoTime() - startNanos);
            emit(new ModelInput(groupId, code.k() + parity, members.size(), input, deadlineMs, giveUpMs));
        }
        groups.closed(members.size() == code.k(), Math.max(0, nowMs() - openedMs));
        members.clear();
        groupId = groupIds.next();
    }

    private void emit(GroupEvent event) {
        output.collect(new StreamRecord<>(event));
    }

    private long nowMs() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }
}
