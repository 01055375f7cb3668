package io.parm.training.torchscript;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MultiplicationsTest {

    private static final int PERCEPTRON = 784 * 200 + 200 * 100 + 100 * 10;

    /** 28×28 halved: 14×14 places of 5×5 pixels; halved again: 7×7 places of 3×3 pixels and 32 channels. */
    private static final int CONVOLUTIONS = 32 * 14 * 14 * 5 * 5 + 64 * 7 * 7 * 3 * 3 * 32 + 64 * 7 * 7 * 10;

    @Test
    void aNetworksAreThoseOfItsConvolutionsAndLinearLayers() {
        assertThat(Script.multiplications(Family.MLP.layers(10), new int[] {1, 28, 28}))
                .isEqualTo(PERCEPTRON);
        assertThat(Script.multiplications(Family.CNN_SMALL.layers(10), new int[] {1, 28, 28}))
                .isEqualTo(CONVOLUTIONS);
    }

    @Test
    void aNetworkThatRunsOnEverySlotHasThemForEverySlot() {
        Layer stacked = Slots.stacked(3, Family.MLP.layers(10));
        assertThat(Script.multiplications(stacked, new int[] {3, 28, 28})).isEqualTo(3 * PERCEPTRON);
        Layer tiled = Slots.tiled(3, Family.MLP.layers(10));
        assertThat(Script.multiplications(tiled, new int[] {1, 56, 56})).isEqualTo(3 * PERCEPTRON);
    }

    @Test
    void whatComesAfterTheSlotsAreJoinedIsDoneOnce() {
        Layer network = Slots.stacked(2, Family.MLP.layers(10)).then(Layers.linear(5));
        assertThat(Script.multiplications(network, new int[] {2, 28, 28})).isEqualTo(2 * PERCEPTRON + 20 * 5);
    }
}
