package io.parm.job.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class FunctionsTest {

    private static final ArrayData SCORES = new GenericArrayData(new float[] {1, 4, 2, 4});
    private static final RowData TENSOR = tensor("FLOAT32", new long[] {2, 3}, 0, 1, 2, 10, 11, 12);

    @Test
    void topClassIsTheFirstOfTheLargest() {
        assertThat(new TopClass().eval(SCORES)).isEqualTo(1);
        assertThat(new TopClass().eval(TENSOR)).isEqualTo(5);
    }

    @Test
    void topKIsInFallingOrderAndTheFirstOfEqualOnesFirst() {
        assertThat(new TopK().eval(SCORES, 3)).containsExactly(Row.of(1, 4f), Row.of(3, 4f), Row.of(2, 2f));
        assertThat(new TopK().eval(SCORES, 9)).hasSize(4);
        assertThat(new TopK().eval(TENSOR, 1)).containsExactly(Row.of(5, 12f));
    }

    @Test
    void topKOfNoneIsRefused() {
        assertThatThrownBy(() -> new TopK().eval(SCORES, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("TOP_K's k must be at least 1 but was 0");
    }

    @Test
    void scoreIsTheLargestOrThatOfAClass() {
        assertThat(new Score().eval(SCORES)).isEqualTo(4f);
        assertThat(new Score().eval(SCORES, 2)).isEqualTo(2f);
        assertThat(new Score().eval(TENSOR, 0)).isEqualTo(0f);
        assertThat(new Score().eval(TENSOR)).isEqualTo(12f);
    }

    @Test
    void aClassThatIsNotThereHasNoScore() {
        assertThat(new Score().eval(SCORES, 4)).isNull();
        assertThat(new Score().eval(SCORES, -1)).isNull();
    }

    @Test
    void softmaxIsAProbabilityOfEach() {
        Float[] probabilities = new Softmax().eval(new GenericArrayData(new float[] {0, (float) Math.log(3)}));
        assertThat(probabilities[0]).isEqualTo(0.25f, within(1e-6f));
        assertThat(probabilities[1]).isEqualTo(0.75f, within(1e-6f));
    }

    @Test
    void softmaxOfLargeLogitsOverflowsNothing() {
        assertThat(new Softmax().eval(new GenericArrayData(new float[] {1e4f, 1e4f})))
                .containsExactly(0.5f, 0.5f);
        assertThat(new Softmax().eval(TENSOR)).hasSize(6);
    }

    @Test
    void aTensorsElementsAreRowMajor() {
        assertThat(new TensorValues().eval(TENSOR)).containsExactly(0, 1, 2, 10, 11, 12);
        assertThat(new TensorAt().eval(TENSOR, 1, 2)).isEqualTo(12f);
        assertThat(new TensorAt().eval(TENSOR, 0, 1)).isEqualTo(1f);
    }

    @Test
    void anIndexOutsideHasNoElementAndAMissingOneIsRefused() {
        assertThat(new TensorAt().eval(TENSOR, 0, 3)).isNull();
        assertThat(new TensorAt().eval(TENSOR, -1, 0)).isNull();
        assertThatThrownBy(() -> new TensorAt().eval(TENSOR, 1))
                .hasMessage("TENSOR_AT needs 2 indices for this tensor but has 1");
    }

    @Test
    void nothingOfNothing() {
        RowData noTensor = null;
        ArrayData noValues = null;
        ArrayData empty = new GenericArrayData(new float[0]);
        assertThat(new TopClass().eval(noTensor)).isNull();
        assertThat(new TopClass().eval(empty)).isNull();
        assertThat(new TopK().eval(noValues, 1)).isNull();
        assertThat(new TopK().eval(empty, 1)).isEmpty();
        assertThat(new Score().eval(noTensor)).isNull();
        assertThat(new Score().eval(empty)).isNull();
        assertThat(new Softmax().eval(noValues)).isNull();
        assertThat(new Softmax().eval(empty)).isEmpty();
        assertThat(new TensorValues().eval(noTensor)).isNull();
        assertThat(new TensorAt().eval(noTensor, 0)).isNull();
    }

    @Test
    void aTensorOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> new TopClass().eval(tensor("INT8", new long[] {0})))
                .hasMessage("a tensor's dtype must be FLOAT32 but was INT8");
    }

    private static RowData tensor(String dtype, long[] shape, float... values) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return GenericRowData.of(StringData.fromString(dtype), new GenericArrayData(shape), data.array());
    }
}
