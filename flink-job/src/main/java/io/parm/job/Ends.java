package io.parm.job;

import io.parm.job.stream.Answer;
import io.parm.job.stream.DeadLetter;
import io.parm.job.stream.RawRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/**
 * Where the topology's streams come from and go to; tests bring their own.
 *
 * @param predictions takes one answer per query
 * @param corrections takes originals that came late
 */
public record Ends(
        Source<RawRecord, ?, ?> queries,
        Sink<Answer> predictions,
        Sink<Answer> corrections,
        Sink<DeadLetter> deadLetters) {}
