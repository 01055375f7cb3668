package io.parm.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorsTest {

    @Test
    void floatsAreLittleEndianAndRowMajor() {
        Tensor tensor = Tensors.ofFloats(new float[] {1, -2, 0.5f, Float.MIN_VALUE}, 2, 2);

        assertThat(tensor.getDtype()).isEqualTo(DataType.FLOAT32);
        assertThat(tensor.getShape()).containsExactly(2L, 2L);
        assertThat(tensor.getData())
                .isEqualTo(ByteBuffer.wrap(HexFormat.of().parseHex("0000803f" + "000000c0" + "0000003f" + "01000000")));
    }

    @Test
    void bitsOfNaNsAndInfinitiesStayAsTheyAre() {
        int[] bits = {0x7fc00000, 0x7fc00001, 0xffc12345, 0x7f800000, 0xff800000, 0x80000000};
        float[] values = new float[bits.length];
        for (int i = 0; i < bits.length; i++) {
            values[i] = Float.intBitsToFloat(bits[i]);
        }

        float[] read = Tensors.floats(Tensors.ofFloats(values, bits.length));
        for (int i = 0; i < bits.length; i++) {
            assertThat(Float.floatToRawIntBits(read[i])).isEqualTo(bits[i]);
        }
    }

    @Test
    void readingLeavesTheTensorAsItWas() {
        Tensor tensor = Tensors.ofFloats(new float[] {1, 2}, 2);

        assertThat(Tensors.floats(tensor)).containsExactly(1, 2);
        assertThat(Tensors.floats(tensor)).containsExactly(1, 2);
        assertThat(tensor.getData().remaining()).isEqualTo(8);
    }

    @Test
    void aSliceOfABiggerBufferIsReadFromItsPosition() {
        ByteBuffer data = ByteBuffer.wrap(HexFormat.of().parseHex("ffff" + "0000803f" + "ff"));
        data.position(2).limit(6);

        assertThat(Tensors.floats(new Tensor(DataType.FLOAT32, List.of(1L), data)))
                .containsExactly(1);
    }

    @Test
    void anEmptyTensorHasNoFloats() {
        assertThat(Tensors.floats(Tensors.ofFloats(new float[0], 0))).isEmpty();
    }

    @Test
    void anotherElementTypeIsRefused() {
        Tensor tensor = new Tensor(DataType.FLOAT64, List.of(1L), ByteBuffer.allocate(8));
        assertThatThrownBy(() -> Tensors.floats(tensor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dtype must be FLOAT32 but was FLOAT64");
    }

    @Test
    void aByteCountThatIsNoMultipleOfFourIsRefused() {
        Tensor tensor = new Tensor(DataType.FLOAT32, List.of(1L), ByteBuffer.allocate(5));
        assertThatThrownBy(() -> Tensors.floats(tensor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("byte count must be a multiple of 4 but was 5");
    }
}
