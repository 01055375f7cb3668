package io.parm.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.parm.model.UserError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechTest {

    @TempDir
    private Path folder;

    @Test
    void transformHasThePowersOfTheSlowOne() {
        Random random = new Random(3);
        double[] samples = random.doubles(64, -1, 1).toArray();
        double[] powers = Fourier.powers(samples);
        assertThat(powers).hasSize(33);
        for (int f = 0; f < powers.length; f++) {
            double real = 0;
            double imaginary = 0;
            for (int i = 0; i < samples.length; i++) {
                real += samples[i] * Math.cos(2 * Math.PI * f * i / samples.length);
                imaginary -= samples[i] * Math.sin(2 * Math.PI * f * i / samples.length);
            }
            assertThat(powers[f]).isCloseTo(real * real + imaginary * imaginary, within(1e-9));
        }
    }

    @Test
    void aHigherToneIsInAHigherBand() throws IOException {
        int last = -1;
        for (int hertz : new int[] {100, 300, 800, 1500, 3000}) {
            int band = loudest(spectrogram(tone("tone_me_" + hertz, hertz, 8000, 1)));
            assertThat(band).isGreaterThan(last);
            last = band;
        }
        assertThat(last).isLessThan(LogMel.BANDS);
    }

    @Test
    void rateAndChannelsOfARecordingHardlyMatter() throws IOException {
        float[] plain = spectrogram(tone("tone_me_1", 500, 8000, 1));
        float[] other = spectrogram(tone("tone_me_2", 500, 16000, 2));
        int middle = loudest(plain) * LogMel.FRAMES + LogMel.FRAMES / 2;
        assertThat(loudest(other)).isEqualTo(loudest(plain));
        assertThat(other[middle]).isCloseTo(plain[middle], within(0.05f));
    }

    @Test
    void shortRecordingIsInTheMiddleOfSilenceAndLongOneKeepsItsMiddle() {
        float[] click = new float[100];
        Arrays.fill(click, 1);
        float[] spectrogram = LogMel.spectrogram(click);
        assertThat(spectrogram).hasSize(LogMel.BANDS * LogMel.FRAMES);
        assertThat(spectrogram[0]).isEqualTo(-4);
        assertThat(spectrogram[LogMel.FRAMES / 2]).isGreaterThan(-1);
        float[] longer = new float[20_000];
        Arrays.fill(longer, 9_950, 10_050, 0.5f);
        assertThat(LogMel.spectrogram(longer)).isEqualTo(spectrogram);
    }

    @Test
    void firstFiveNumbersAreTheTestSet() throws IOException {
        for (int number = 0; number < 8; number++) {
            tone("low_ann_" + number, 200, 8000, 1);
            tone("high_ann_" + number, 2000, 8000, 1);
        }
        Task task = new Speech().read(TaskFiles.in(folder));
        assertThat(task.output().labels()).containsExactly("high", "low");
        assertThat(task.train().size()).isEqualTo(6);
        assertThat(task.test().size()).isEqualTo(10);
        assertThat(task.train().shape()).containsExactly(1, 32, 32);
        Moments moments = Moments.of(task.train());
        assertThat(moments.mean()).isCloseTo(0, within(1e-3));
        assertThat(moments.deviation()).isCloseTo(1, within(1e-3));
        assertThat(task.input().images()).isFalse();
    }

    @Test
    void brokenFilesAreNamed() throws IOException {
        tone("low_ann_1", 200, 8000, 1);
        assertThatThrownBy(() -> new Speech().read(TaskFiles.in(folder)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has 0 recordings to train on and 1 to test on");
        Path text = Files.writeString(folder.resolve("low_ann_7.wav"), "no sound at all");
        assertThatThrownBy(() -> new Speech().read(TaskFiles.in(folder)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(text + " is no WAV file");
        Path misnamed = Files.writeString(folder.resolve("hello.wav"), "");
        assertThatThrownBy(() -> new Speech().read(TaskFiles.in(folder)))
                .isInstanceOf(UserError.class)
                .hasMessage(misnamed + " is not named LABEL_SPEAKER_NUMBER.wav, for example 7_jackson_32.wav");
    }

    /** By the nearest class mean: chance is 30, a network gets over 290 of 300. */
    @Test
    void spokenDigitsAreToldApartByTheirSpectrograms(@TempDir Path target) throws Exception {
        Path recordings = RealData.unpacked("free-spoken-digits.tgz", target);
        Task task = new Speech().read(TaskFiles.in(recordings));
        assertThat(task.train().size()).isEqualTo(2700);
        assertThat(task.test().size()).isEqualTo(300);
        double[][] means = new double[10][LogMel.BANDS * LogMel.FRAMES];
        for (int i = 0; i < task.train().size(); i++) {
            add(means[(int) task.train().truth(i)[0]], task.train().input(i));
        }
        int right = 0;
        for (int i = 0; i < task.test().size(); i++) {
            right += nearest(means, task.test().input(i)) == task.test().truth(i)[0] ? 1 : 0;
        }
        assertThat(right).isGreaterThan(120);
    }

    private static void add(double[] mean, float[] input) {
        for (int i = 0; i < mean.length; i++) {
            mean[i] += input[i] / 270;
        }
    }

    private static int nearest(double[][] means, float[] input) {
        int nearest = -1;
        double least = Double.MAX_VALUE;
        for (int label = 0; label < means.length; label++) {
            double distance = 0;
            for (int i = 0; i < input.length; i++) {
                distance += Math.pow(input[i] - means[label][i], 2);
            }
            nearest = distance < least ? label : nearest;
            least = Math.min(least, distance);
        }
        return nearest;
    }

    private static float[] spectrogram(Path file) {
        return LogMel.spectrogram(WavFile.read(file, LogMel.RATE));
    }

    /** The band with the most power in the middle of the recording. */
    private static int loudest(float[] spectrogram) {
        int loudest = 0;
        for (int band = 0; band < LogMel.BANDS; band++) {
            float power = spectrogram[band * LogMel.FRAMES + LogMel.FRAMES / 2];
            loudest = power > spectrogram[loudest * LogMel.FRAMES + LogMel.FRAMES / 2] ? band : loudest;
        }
        return loudest;
    }

    /** A second of a tone, 16 bits. */
    private Path tone(String name, int hertz, int rate, int channels) throws IOException {
        byte[] bytes = new byte[2 * channels * rate];
        for (int i = 0; i < rate * channels; i++) {
            int sample = (int) (10_000 * Math.sin(2 * Math.PI * hertz * (i / channels) / rate));
            bytes[2 * i] = (byte) sample;
            bytes[2 * i + 1] = (byte) (sample >> Byte.SIZE);
        }
        Path file = folder.resolve(name + ".wav");
        AudioFormat format = new AudioFormat(rate, 16, channels, true, false);
        try (AudioInputStream sound = new AudioInputStream(new ByteArrayInputStream(bytes), format, rate)) {
            AudioSystem.write(sound, AudioFileFormat.Type.WAVE, file.toFile());
        }
        return file;
    }
}
