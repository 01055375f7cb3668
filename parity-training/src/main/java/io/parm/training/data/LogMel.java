package io.parm.training.data;

/**
 * Log-mel spectrograms: what a short recording sounds like, as a picture of 32 bands by 32 moments. Stateless, thread-safe.
 *
 * <p>At {@value #RATE} samples per second: frames of {@value #WINDOW} samples (32 ms) under a Hann window, one every {@value #HOP}
 * (30 ms), so {@value #FRAMES} frames cover 0.96 s. A shorter recording gets silence on both sides, a longer one keeps its middle.
 * Recordings are scaled to the same peak first. Bands are triangles, evenly spaced in mel between 60 Hz and 4 kHz; the picture holds
 * {@code log10(power + 10⁻⁴)}.
 */
final class LogMel {

    /** Samples per second. */
    static final int RATE = 8000;

    /** Mel bands: the height of the picture. */
    static final int BANDS = 32;

    /** Moments: the width of the picture. */
    static final int FRAMES = 32;

    private static final int WINDOW = 256;
    private static final int HOP = 240;
    private static final double LOWEST_HZ = 60;
    private static final double FLOOR = 1e-4;
    private static final double[] HANN = hann();
    private static final double[][] TRIANGLES = triangles();

    private LogMel() {}

    /**
     * @param samples at {@value #RATE} per second
     * @return {@code [bands, frames]}, row-major; low bands first
     */
    static float[] spectrogram(float[] samples) {
        double peak = 0;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        double scale = peak == 0 ? 0 : 1 / peak;
        int start = (samples.length - ((FRAMES - 1) * HOP + WINDOW)) / 2;
        float[] spectrogram = new float[BANDS * FRAMES];
        for (int frame = 0; frame < FRAMES; frame++) {
            double[] powers = Fourier.powers(windowed(samples, start + frame * HOP, scale));
            for (int band = 0; band < BANDS; band++) {
                double power = 0;
                for (int f = 0; f < powers.length; f++) {
                    power += TRIANGLES[band][f] * powers[f];
                }
                spectrogram[band * FRAMES + frame] = (float) Math.log10(power + FLOOR);
            }
        }
        return spectrogram;
    }

    private static double[] windowed(float[] samples, int from, double scale) {
        double[] window = new double[WINDOW];
        for (int i = Math.max(0, -from); i < WINDOW && from + i < samples.length; i++) {
            window[i] = samples[from + i] * scale * HANN[i];
        }
        return window;
    }

    private static double[] hann() {
        double[] hann = new double[WINDOW];
        for (int i = 0; i < WINDOW; i++) {
            hann[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW);
        }
        return hann;
    }

    /** The weight of each frequency in each band. */
    private static double[][] triangles() {
        double[][] triangles = new double[BANDS][WINDOW / 2 + 1];
        double lowest = mel(LOWEST_HZ);
        double step = (mel(RATE / 2.0) - lowest) / (BANDS + 1);
        for (int band = 0; band < BANDS; band++) {
            for (int f = 0; f <= WINDOW / 2; f++) {
                double distance = (mel((double) f * RATE / WINDOW) - lowest) / step - (band + 1);
                triangles[band][f] = Math.max(0, 1 - Math.abs(distance));
            }
        }
        return triangles;
    }

    private static double mel(double hertz) {
        return 2595 * Math.log10(1 + hertz / 700);
    }
}
