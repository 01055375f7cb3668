package io.parm.job;

import io.parm.job.operator.Admit;
import io.parm.job.operator.AnswerGroup;
import io.parm.job.stream.AdmittedQuery;
import io.parm.job.stream.Answer;
import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.RawRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The dataflow.
 *
 * <pre>
 *  queries ─▶ admit ─▶ group queries ─▶ infer queries ─▶ hold parity queries ─▶ infer parity queries ─▶ answer group ─▶ predictions
 *               │ bad                                                                                       └───────▶ corrections
 *               ▼
 *          dead letters
 * </pre>
 *
 * <p>Along the middle go {@link GroupEvent}s: who is in a group, what is to be inferred, what became of it. Each step acts on those that are
 * its own and lets the others pass at once, ahead of what it is still working on. So a query is on its way to its instance before its
 * group is even full, and what is known of a group reaches the answering side while its instances still work. The two inference steps
 * only hand over and never wait: they may be chained to what feeds them, and then the whole page is one task, or have slots of their own,
 * for machines of another kind; then only their inputs go there. Parity queries are held only where a delay is set; one that turns out
 * not to be needed is an outcome at once.
 */
public final class Topology {

    private Topology() {}

    /** Adds the dataflow to an environment. */
    public static void build(StreamExecutionEnvironment env, Ends ends, Plan plan) {
        DataStream<RawRecord> records = env.fromSource(ends.queries(), WatermarkStrategy.noWatermarks(), "queries")
                .uid("queries");

        SingleOutputStreamOperator<AdmittedQuery> queries =
                records.process(plan.admit()).name("admit").uid("admit");

        Plan.Events events = Plan.Events.of(
                queries.transform("group queries", TypeInformation.of(GroupEvent.class), plan.groupQueries())
                        .uid("group-queries"));

        events = plan.inferQueries().on(events, "infer queries", "infer-queries");
        events = plan.holdParityQueries(events);
        events = plan.inferParityQueries().on(events, "infer parity queries", "infer-parity-queries");

        SingleOutputStreamOperator<Answer> predictions = plan.byGroup(events)
                .transform("answer group", TypeInformation.of(Answer.class), plan.answerGroup())
                .uid("answer-group")
                .slotSharingGroup("default");
        DataStream<Answer> corrections = predictions.getSideOutput(AnswerGroup.CORRECTIONS);

        predictions.sinkTo(ends.predictions()).name("predictions").uid("predictions");
        corrections.sinkTo(ends.corrections()).name("corrections").uid("corrections");
        queries.getSideOutput(Admit.DEAD_LETTERS)
                .sinkTo(ends.deadLetters())
                .name("dead letters")
                .uid("dead-letters");
    }
}
