package io.parm.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
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

    @Test
    void anImageIsReadBackWithoutSystemProperties() throws MalformedRecordException {
        Query query = new Query("q-0", null, new EncodedImage("image/png", ByteBuffer.wrap(new byte[] {1, 2})));
        SingleObjectCodec<Query> codec = SingleObjectCodec.ofQueries();
        assertThat(codec.decode(codec.encode(query))).isEqualTo(query);
    }

    @Test
    void aCorrectionIsReadBackWithoutSystemProperties() throws MalformedRecordException {
        Tensor output = Tensors.ofFloats(new float[] {0.5f}, 1);
        Correction correction = new Correction("q-0", AnswerSource.DEFAULT, output, "digits", 40L);
        SingleObjectCodec<Correction> codec = SingleObjectCodec.ofCorrections();
        assertThat(codec.decode(codec.encode(correction))).isEqualTo(correction);
    }
}
