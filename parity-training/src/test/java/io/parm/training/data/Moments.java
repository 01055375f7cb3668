package io.parm.training.data;

/** Mean and standard deviation of all floats of samples. */
record Moments(double mean, double deviation) {

    static Moments of(Samples samples) {
        double sum = 0;
        double squares = 0;
        long count = 0;
        for (int i = 0; i < samples.size(); i++) {
            for (float value : samples.input(i)) {
                sum += value;
                squares += value * value;
                count++;
            }
        }
        double mean = sum / count;
        return new Moments(mean, Math.sqrt(squares / count - mean * mean));
    }
}
