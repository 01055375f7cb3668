package io.parm.job.operator;

import io.parm.coding.ErasureCode;
import io.parm.job.metrics.GroupMetrics;
import io.parm.job.stream.AdmittedQuery;
import io.parm.job.stream.Envelope;
import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.GroupNotice;
import io.parm.job.stream.ModelInput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.MailboxExecutor.MailOptions;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.YieldingOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Forwards each query at once, then adds it to the open coding group; a full group becomes parity queries, after what else the task has to
 * do: encoding a group does not delay an answer that is there.
 *
 * <p>Not keyed. No state: the members of an open group are already on their way, and after a restore they are answered without a
 * parity query. Timers: an incomplete group closes {@code group.max-wait} after its first query, with parity queries if the parity
 * models know partial groups. One timer at a time: it outlives its group, most of which fill up first, and is set anew for the group that
 * is open when it fires, since setting and cancelling one for every group would wake a thread each time. A query that comes twice is a
 * member twice. Ids are those of {@link GroupIds}. The end of the input closes the open group. A
 * group that is closed before a checkpoint is encoded before it.
 */
public final class GroupQueries extends AbstractStreamOperator<GroupEvent>
        implements OneInputStreamOperator<AdmittedQuery, GroupEvent>, BoundedOneInput, YieldingOperator<GroupEvent> {

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
    private transient MailboxExecutor mailbox;
    private transient Queue<ClosedGroup> notEncoded;

    /** Never compared. */
    private record ClosedGroup(String id, List<AdmittedQuery> members, int parities) {}

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
    public void setMailboxExecutor(MailboxExecutor executor) {
        super.setMailboxExecutor(executor);
        mailbox = executor;
    }

    @Override
    public void open() throws Exception {
        super.open();
        groups = new GroupMetrics(getMetricGroup());
        groupIds = new GroupIds(mark, OwnKeys.of(getRuntimeContext().getTaskInfo()));
        groupId = groupIds.next();
        members = new ArrayList<>(code.k());
        notEncoded = new ArrayDeque<>();
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
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        encodeAll();
    }

    @Override
    public void endInput() {
        closeIncomplete();
        encodeAll();
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
        groups.closed(members.size() == code.k(), Math.max(0, nowMs() - openedMs));
        if (parities > 0) {
            notEncoded.add(new ClosedGroup(groupId, members, parities));
            mailbox.execute(MailOptions.deferrable(), this::encodeNext, "encode a group");
        }
        members = new ArrayList<>(code.k());
        groupId = groupIds.next();
    }

    private void encodeAll() {
        while (!notEncoded.isEmpty()) {
            encodeNext();
        }
    }

    /** Nothing if it is done already. */
    private void encodeNext() {
        ClosedGroup group = notEncoded.poll();
        if (group != null) {
            encode(group);
        }
    }

    private void encode(ClosedGroup group) {
        float[][] inputs = new float[code.k()][];
        long deadlineMs = 0;
        long giveUpMs = 0;
        int size = group.members().size();
        for (int slot = 0; slot < size; slot++) {
            AdmittedQuery query = group.members().get(slot);
            inputs[slot] = query.input();
            deadlineMs = Math.max(deadlineMs, query.envelope().deadlineMs());
            giveUpMs = Math.max(giveUpMs, query.envelope().giveUpMs());
        }
        for (int parity = 0; parity < group.parities(); parity++) {
            long startNanos = System.nanoTime();
            float[] input = code.encoder().encode(inputs, parity);
            groups.encoded(System.nanoTime() - startNanos);
            emit(new ModelInput(group.id(), code.k() + parity, size, input, deadlineMs, giveUpMs));
        }
    }

    private void emit(GroupEvent event) {
        output.collect(new StreamRecord<>(event));
    }

    private long nowMs() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }
}
