package io.parm.training.data;

import io.parm.model.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Short spoken words: a folder of WAV files named {@code LABEL_SPEAKER_NUMBER.wav}, as the Free Spoken Digit Dataset names its own.
 * Inputs are {@link LogMel} spectrograms, {@code [1, 32, 32]}; recordings with the numbers 0 … 4 are the test set, as in that set.
 */
public final class Speech implements TaskSource {

    private static final String NAME = "speech";
    private static final Pattern FILE_NAME = Pattern.compile("([^_]+)_(.+)_(\\d{1,6})\\.wav", Pattern.CASE_INSENSITIVE);
    private static final int LAST_TEST_NUMBER = 4;
    private static final int[] SHAPE = {1, LogMel.BANDS, LogMel.FRAMES};

    Speech() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "spoken words as spectrograms, from a folder of LABEL_SPEAKER_NUMBER.wav";
    }

    @Override
    public Path defaultData(DataFolders folders) {
        throw new UserError("the recordings of " + NAME + " are in no package: get the Free Spoken Digit Dataset"
                + " (Jakobovski/free-spoken-digit-dataset on GitHub) and name its folder recordings with --data");
    }

    /** A recording's file name, taken apart. */
    private record Recording(Path file, String label, int number) {

        static Recording of(Path file) {
            Matcher name = FILE_NAME.matcher(file.getFileName().toString());
            if (!name.matches()) {
                throw new UserError(file + " is not named LABEL_SPEAKER_NUMBER.wav, for example 7_jackson_32.wav");
            }
            return new Recording(file, name.group(1), Integer.parseInt(name.group(3)));
        }

        boolean forTest() {
            return number <= LAST_TEST_NUMBER;
        }
    }

    @Override
    public Task read(TaskFiles files) {
        Path inside = files.data().resolve("recordings");
        Path folder = Files.isDirectory(inside) ? inside : files.data();
        List<Recording> recordings =
                DataFiles.withSuffix(folder, ".wav").stream().map(Recording::of).toList();
        List<String> labels = List.copyOf(
                new TreeSet<>(recordings.stream().map(Recording::label).toList()));
        Examples<float[]> train = new Examples<>();
        Examples<float[]> test = new Examples<>();
        for (Recording recording : recordings) {
            float[] truth = {labels.indexOf(recording.label())};
            Examples<float[]> part = recording.forTest() ? test : train;
            part.add(LogMel.spectrogram(WavFile.read(recording.file(), LogMel.RATE)), truth);
        }
        if (train.size() == 0 || test.size() == 0) {
            throw new UserError("%s has %d recordings to train on and %d to test on: numbers 0..%d test, others train"
                    .formatted(folder, train.size(), test.size(), LAST_TEST_NUMBER));
        }
        return task(labels, train.shuffled(), test.shuffled());
    }

    private static Task task(List<String> labels, Examples<float[]> train, Examples<float[]> test) {
        Normalisation normalisation = ChannelMoments.ofValues(SHAPE[0], train.inputs());
        return new Task(
                NAME,
                new Tensors(SHAPE, train, normalisation),
                new Tensors(SHAPE, test, normalisation),
                new Task.Input(normalisation, false, Augmentation.NONE),
                Task.Output.classes(labels),
                TopAccuracy.FIRST,
                "spoken words, " + train.size() + " training and " + test.size() + " test recordings");
    }
}
