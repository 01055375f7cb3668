package io.parm.training.data;

import io.parm.model.UserError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Reads WAV files of 8- or 16-bit PCM, whatever their rate and channels. */
final class WavFile {

    private static final int BITS = 16;
    private static final float FULL_SCALE = 1 << BITS - 1;

    private WavFile() {}

    /**
     * A recording as one channel, the mean of its channels.
     *
     * @param rate samples per second of the result; other rates are interpolated linearly
     * @return −1 … 1
     * @throws UserError if the file cannot be read or is no such recording
     */
    static float[] read(Path file, float rate) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                AudioInputStream original = AudioSystem.getAudioInputStream(in)) {
            AudioFormat format = original.getFormat();
            int channels = format.getChannels();
            AudioFormat pcm = new AudioFormat(format.getSampleRate(), BITS, channels, true, false);
            try (AudioInputStream samples = AudioSystem.getAudioInputStream(pcm, original)) {
                float[] mono = mono(samples.readAllBytes(), channels);
                if (mono.length == 0) {
                    throw new UserError(file + " holds no sound");
                }
                return resampled(mono, format.getSampleRate() / rate);
            }
        } catch (UnsupportedAudioFileException | IllegalArgumentException e) {
            throw new UserError(file + " is no WAV file of PCM samples: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UserError(file + " cannot be read: " + e, e);
        }
    }

    private static float[] mono(byte[] bytes, int channels) {
        ByteBuffer samples = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        float[] mono = new float[bytes.length / Short.BYTES / channels];
        for (int i = 0; i < mono.length; i++) {
            float sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += samples.getShort();
            }
            mono[i] = sum / channels / FULL_SCALE;
        }
        return mono;
    }

    /** @param step samples of the original per sample of the result */
    private static float[] resampled(float[] original, float step) {
        if (step == 1) {
            return original;
        }
        float[] resampled = new float[(int) ((original.length - 1) / step) + 1];
        for (int i = 0; i < resampled.length; i++) {
            double at = i * (double) step;
            int before = Math.min((int) at, original.length - 1);
            int after = Math.min(before + 1, original.length - 1);
            resampled[i] = (float) (original[before] + (at - before) * (original[after] - original[before]));
        }
        return resampled;
    }
}
