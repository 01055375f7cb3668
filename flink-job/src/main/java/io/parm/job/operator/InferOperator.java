package io.parm.job.operator;

import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.ModelInput;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperator;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.util.retryable.AsyncRetryStrategies;

/**
 * Flink's asynchronous operator for the model inputs that are {@link Infer}'s; every other event passes at once, ahead of what is in
 * flight.
 *
 * <p>Not keyed. State and timers: Flink's own, the inputs in flight. An event that passes is never part of it: what the answering side
 * knows of a group and the group's own making are in one checkpoint. Restored: the inputs in flight run again. After a change of
 * parallelism Flink deals them out anew; where what follows has state by group in the same task, an input that is now where its group's state
 * is not is dropped, and the group's timers answer its query. Of another service: queries run on this one's model, parity queries are dropped.
 */
public final class InferOperator extends AsyncWaitOperator<GroupEvent, GroupEvent> {

    private static final long serialVersionUID = 1L;

    private final ModelInputs inputs;
    private final boolean ownGroupsOnly;

    private transient boolean restoring;

    @SuppressWarnings("unchecked") // Flink's strategy without retries has no type
    private InferOperator(
            Factory factory,
            StreamOperatorParameters<GroupEvent> parameters,
            ProcessingTimeService processingTime,
            MailboxExecutor mailbox) {
        super(
                parameters,
                factory.infer,
                0,
                factory.capacity,
                OutputMode.UNORDERED,
                AsyncRetryStrategies.NO_RETRY_STRATEGY,
                processingTime,
                mailbox);
        this.inputs = factory.infer.inputs();
        this.ownGroupsOnly = factory.ownGroupsOnly;
    }

    @Override
    public void open() throws Exception {
        restoring = true;
        super.open();
        restoring = false;
    }

    @Override
    public void processElement(StreamRecord<GroupEvent> element) throws Exception {
        GroupEvent event = element.getValue();
        if (!restoring && !inputs.contains(event)) {
            output.collect(element);
        } else if (inputs.runs((ModelInput) event) && (!restoring || hasItsGroup(event))) {
            super.processElement(element);
        }
    }

    private boolean hasItsGroup(GroupEvent event) {
        return !ownGroupsOnly || OwnKeys.of(getRuntimeContext().getTaskInfo()).contains(event.groupId());
    }

    /** Makes the operator where it runs. */
    public static final class Factory extends AsyncWaitOperatorFactory<GroupEvent, GroupEvent> {

        private static final long serialVersionUID = 1L;

        private final Infer infer;
        private final int capacity;
        private final boolean ownGroupsOnly;

        /**
         * @param capacity how many inputs may be in flight before it pushes back
         * @param ownGroupsOnly whether what follows has state by group in the same task
         */
        public Factory(Infer infer, int capacity, boolean ownGroupsOnly) {
            super(infer, 0, capacity, OutputMode.UNORDERED);
            this.infer = infer;
            this.capacity = capacity;
            this.ownGroupsOnly = ownGroupsOnly;
        }

        @Override
        @SuppressWarnings("unchecked") // T is InferOperator: nobody asks for another
        public <T extends StreamOperator<GroupEvent>> T createStreamOperator(
                StreamOperatorParameters<GroupEvent> parameters) {
            return (T) new InferOperator(this, parameters, processingTimeService, getMailboxExecutor());
        }

        @Override
        @SuppressWarnings("rawtypes") // as Flink declares it
        public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
            return InferOperator.class;
        }
    }
}
