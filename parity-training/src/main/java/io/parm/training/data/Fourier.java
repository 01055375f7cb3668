package io.parm.training.data;

/** The discrete Fourier transform of a power of two of samples, in place (Cooley and Tukey). Stateless, thread-safe. */
final class Fourier {

    private Fourier() {}

    /**
     * Power by frequency.
     *
     * @param samples real, a power of two of them
     * @return {@code |X(f)|²} for f = 0 … {@code samples / 2}
     */
    static double[] powers(double[] samples) {
        double[] real = samples.clone();
        double[] imaginary = new double[samples.length];
        transform(real, imaginary);
        double[] powers = new double[samples.length / 2 + 1];
        for (int f = 0; f < powers.length; f++) {
            powers[f] = real[f] * real[f] + imaginary[f] * imaginary[f];
        }
        return powers;
    }

    private static void transform(double[] real, double[] imaginary) {
        int size = real.length;
        int shift = Integer.numberOfLeadingZeros(size) + 1;
        for (int i = 1; i < size; i++) {
            int j = Integer.reverse(i) >>> shift;
            if (j > i) {
                swap(real, i, j);
                swap(imaginary, i, j);
            }
        }
        for (int half = 1; half < size; half *= 2) {
            for (int k = 0; k < half; k++) {
                double cos = Math.cos(-Math.PI * k / half);
                double sin = Math.sin(-Math.PI * k / half);
                for (int even = k; even < size; even += 2 * half) {
                    int odd = even + half;
                    double oddReal = real[odd] * cos - imaginary[odd] * sin;
                    double oddImaginary = real[odd] * sin + imaginary[odd] * cos;
                    real[odd] = real[even] - oddReal;
                    imaginary[odd] = imaginary[even] - oddImaginary;
                    real[even] += oddReal;
                    imaginary[even] += oddImaginary;
                }
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
