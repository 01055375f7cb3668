package io.parm.training.engine;

import java.io.IOException;

/** The layers computed one example at a time in plain Java: slow, obvious, and independent of the engine. */
final class SlowLayers {

    private static final double EPSILON = 1e-5;

    private final ArchiveTensors tensors;

    SlowLayers(ArchiveTensors tensors) {
        this.tensors = tensors;
    }

    /** A convolution of {@code [channels][height][width]}; its weight is the next tensor. */
    double[][][] convolution(double[][][] image, int channels, int kernel, int stride, int padding) throws IOException {
        float[] weight = tensors.next();
        int height = (image[0].length + 2 * padding - kernel) / stride + 1;
        int width = (image[0][0].length + 2 * padding - kernel) / stride + 1;
        double[][][] result = new double[channels][height][width];
        for (int out = 0; out < channels; out++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    for (int tap = 0; tap < image.length * kernel * kernel; tap++) {
                        int sourceY = y * stride - padding + tap / kernel % kernel;
                        int sourceX = x * stride - padding + tap % kernel;
                        result[out][y][x] += weight[out * image.length * kernel * kernel + tap]
                                * pixel(image[tap / kernel / kernel], sourceY, sourceX);
                    }
                }
            }
        }
        return result;
    }

    private static double pixel(double[][] plane, int y, int x) {
        boolean inside = y >= 0 && y < plane.length && x >= 0 && x < plane[0].length;
        return inside ? plane[y][x] : 0;
    }

    /** Batch normalisation by running statistics; weight, bias, mean and variance are the next tensors. */
    double[][][] batchNorm(double[][][] image) throws IOException {
        float[] weight = tensors.next();
        float[] bias = tensors.next();
        float[] mean = tensors.next();
        float[] variance = tensors.next();
        return map(
                image,
                (channel, value) -> (value - mean[channel]) / Math.sqrt(variance[channel] + EPSILON) * weight[channel]
                        + bias[channel]);
    }

    static double[][][] relu(double[][][] image) {
        return map(image, (channel, value) -> Math.max(0, value));
    }

    static double[][][] sum(double[][][] left, double[][][] right) {
        double[][][] sum = new double[left.length][left[0].length][left[0][0].length];
        for (int channel = 0; channel < sum.length; channel++) {
            for (int y = 0; y < sum[0].length; y++) {
                for (int x = 0; x < sum[0][0].length; x++) {
                    sum[channel][y][x] = left[channel][y][x] + right[channel][y][x];
                }
            }
        }
        return sum;
    }

    /** The largest pixel, or the mean, of each 2×2 square. */
    static double[][][] pool(double[][][] image, boolean largest) {
        double[][][] pooled = new double[image.length][image[0].length / 2][image[0][0].length / 2];
        for (int channel = 0; channel < pooled.length; channel++) {
            for (int y = 0; y < pooled[0].length; y++) {
                for (int x = 0; x < pooled[0][0].length; x++) {
                    double[] top = image[channel][2 * y];
                    double[] bottom = image[channel][2 * y + 1];
                    double max =
                            Math.max(Math.max(top[2 * x], top[2 * x + 1]), Math.max(bottom[2 * x], bottom[2 * x + 1]));
                    double mean = (top[2 * x] + top[2 * x + 1] + bottom[2 * x] + bottom[2 * x + 1]) / 4;
                    pooled[channel][y][x] = largest ? max : mean;
                }
            }
        }
        return pooled;
    }

    static double[] flatten(double[][][] image) {
        int height = image[0].length;
        int width = image[0][0].length;
        double[] flat = new double[image.length * height * width];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = image[i / (height * width)][i / width % height][i % width];
        }
        return flat;
    }

    /** A linear layer; weight and bias are the next tensors. */
    double[] linear(double[] input) throws IOException {
        float[] weight = tensors.next();
        float[] bias = tensors.next();
        double[] output = new double[bias.length];
        for (int out = 0; out < output.length; out++) {
            output[out] = bias[out];
            for (int i = 0; i < input.length; i++) {
                output[out] += weight[out * input.length + i] * input[i];
            }
        }
        return output;
    }

    private interface PixelFunction {
        double apply(int channel, double value);
    }

    private static double[][][] map(double[][][] image, PixelFunction function) {
        double[][][] mapped = new double[image.length][image[0].length][image[0][0].length];
        for (int channel = 0; channel < mapped.length; channel++) {
            for (int y = 0; y < mapped[0].length; y++) {
                for (int x = 0; x < mapped[0][0].length; x++) {
                    mapped[channel][y][x] = function.apply(channel, image[channel][y][x]);
                }
            }
        }
        return mapped;
    }
}
