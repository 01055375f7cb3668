package io.parm.job;

import io.parm.job.operator.Admit;
import io.parm.job.operator.AnswerGroup;
import io.parm.job.operator.GroupQueries;
import io.parm.job.stream.AdmittedQuery;
import io.parm.job.stream.Answer;
import io.parm.job.stream.GroupNotice;
import io.parm.job.stream.ModelInput;
import io.parm.job.stream.Outcome;
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
 *  queries ─▶ admit ─▶ group queries ─┬─ model inputs ───▶ infer queries ─┬──────────────────────────────┐
 *               │ bad                 │                       outcomes    ▼                              │
 *               │                     ├─ parity queries ──▶ hold parity queries ─▶ infer parity queries ─┼▶ answer group ─▶ predictions
 *               ▼                     └─ group notices (no payload) ─────────────────────────────────────┘        └───────▶ corrections
 *          dead letters
 * </pre>
 *
 * <p>A query is on its way to its instance before its group is even full. The two inference operators only hand over and never wait, so
 * they may be chained to what feeds them, or have slots of their own, for machines of another kind. Parity queries are held only where a delay is set; one that turns out
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

        SingleOutputStreamOperator<ModelInput> modelInputs = queries.transform(
                        "group queries", TypeInformation.of(ModelInput.class), plan.groupQueries())
                .uid("group-queries");
        DataStream<ModelInput> parityQueries = modelInputs.getSideOutput(GroupQueries.PARITY_QUERIES);
        DataStream<GroupNotice> groupNotices = modelInputs.getSideOutput(GroupQueries.GROUP_NOTICES);

        DataStream<Outcome> outcomes =
                plan.inferQueries().on(modelInputs).name("infer queries").uid("infer-queries");

        Plan.HoldStep.Held held = plan.holdParityQueries().on(parityQueries, outcomes);

        DataStream<Outcome> parityOutcomes = plan.inferParityQueries()
                .on(held.needed())
                .name("infer parity queries")
                .uid("infer-parity-queries");

        SingleOutputStreamOperator<Answer> predictions = groupNotices
                .keyBy(GroupNotice::groupId)
                .connect(held.outcomes().union(parityOutcomes).keyBy(Outcome::groupId))
                .process(plan.answerGroup())
                .name("answer group")
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
