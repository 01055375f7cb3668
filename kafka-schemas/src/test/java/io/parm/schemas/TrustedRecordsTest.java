package io.parm.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrustedRecordsTest {

    @Test
    void aPredictionIsReadBackWithoutSystemProperties() throws MalformedRecordException {
        Tensor output = Tensors.ofFloats(new float[] {0.25f, 0.75f}, 2);
        Prediction prediction =
                new Prediction("q-0", AnswerSource.RECONSTRUCTED, output, "digits", 12L, "group", 1, "deadline");
        SingleObjectCodec<Prediction> codec = SingleObjectCodec.ofPredictions();
        assertThat(codec.decode(codec.encode(prediction))).isEqualTo(prediction);
    }

    @Test
    void aQueryIsReadBackWithoutSystemProperties() throws MalformedRecordException {
        Query query = new Query("q-0", Tensors.ofFloats(new float[] {1, 2, 3}, 3), null);
        SingleObjectCodec<Query> codec = SingleObjectCodec.ofQueries();
        assertThat(codec.decode(codec.encode(query))).isEqualTo(query);
    }
}
