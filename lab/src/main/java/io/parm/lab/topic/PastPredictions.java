package io.parm.lab.topic;

import io.parm.schemas.AnswerSource;
import io.parm.schemas.MalformedRecordException;
import io.parm.schemas.Prediction;
import io.parm.schemas.RecordDecoder;
import io.parm.schemas.Tensors;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a deployed model once answered: the original answers that a prediction topic still holds. Reconstructions and defaults are not
 * its word.
 *
 * @param outputs by query id
 */
public record PastPredictions(Map<String, float[]> outputs) {

    /** No topic of predictions. */
    public static final PastPredictions NONE = new PastPredictions(Map.of());

    /**
     * Reads a topic from its beginning to its present end; of two answers to one query the last counts.
     *
     * @throws io.parm.model.UserError if the topic cannot be read
     */
    public static PastPredictions read(
            TopicContents topic, RecordDecoder<Prediction> decoder, TopicContents.Progress progress) {
        Map<String, float[]> outputs = new HashMap<>();
        topic.forEach(record -> add(decoder, record, outputs), progress);
        return new PastPredictions(outputs);
    }

    private static void add(
            RecordDecoder<Prediction> decoder, ConsumerRecord<byte[], byte[]> record, Map<String, float[]> outputs) {
        try {
            Prediction prediction = decoder.decode(record.value());
            if (prediction.getSource() == AnswerSource.ORIGINAL) {
                outputs.put(prediction.getQueryId(), Tensors.floats(prediction.getOutput()));
            }
        } catch (MalformedRecordException e) {
            // A record that is no prediction tells nothing of the model.
        }
    }
}
