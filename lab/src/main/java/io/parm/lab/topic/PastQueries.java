package io.parm.lab.topic;

import io.parm.job.kafka.QueryFormat;
import io.parm.job.kafka.QueryReader;
import io.parm.job.stream.RefusedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The queries that a topic still holds, oldest first, read as the job reads them; what it would refuse is left out.
 *
 * @param queries the newest of them
 * @param refused records that are no good queries
 */
public record PastQueries(List<Query> queries, int refused) {

    /**
     * A past query. Owns its array; never compared.
     *
     * @param input flat, of the service's input shape
     */
    public record Query(String id, long timestampMs, float[] input) {}

    /**
     * Reads a topic from its beginning to its present end.
     *
     * @param topic must exist
     * @param max queries to keep, the newest
     * @throws io.parm.model.UserError if the topic cannot be read
     */
    public static PastQueries read(TopicContents topic, QueryFormat format, int max, TopicContents.Progress progress) {
        QueryReader reader = new QueryReader(format);
        List<Query> queries = new ArrayList<>();
        int[] refused = {0};
        topic.forEach(
                record -> {
                    try {
                        queries.add(query(reader, record));
                    } catch (RefusedException e) {
                        refused[0]++;
                    }
                    if (queries.size() > 2L * max) {
                        keepNewest(queries, max);
                    }
                },
                progress);
        keepNewest(queries, max);
        return new PastQueries(List.copyOf(queries), refused[0]);
    }

    private static Query query(QueryReader reader, ConsumerRecord<byte[], byte[]> record) throws RefusedException {
        QueryReader.Payload payload = reader.read(record.value());
        return new Query(payload.id(), record.timestamp(), payload.input());
    }

    private static void keepNewest(List<Query> queries, int max) {
        queries.sort(Comparator.comparingLong(Query::timestampMs));
        if (queries.size() > max) {
            queries.subList(0, queries.size() - max).clear();
        }
    }
}
