package io.parm.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.parm.model.UserError;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionMnistTest {

    private static final Path VENDORED = Path.of("data", "fashion-mnist");
    private static final int IMAGES = 0x0803;
    private static final int LABELS = 0x0801;

    @TempDir
    private Path folder;

    @Test
    void vendoredSubsetHasTheFirstImagesOfTheSet() {
        Task task = FashionMnist.read(VENDORED);
        assertThat(task.train().size()).isEqualTo(6000);
        assertThat(task.test().size()).isEqualTo(1000);
        assertThat(task.train().shape()).containsExactly(1, 28, 28);
        assertThat(List.of(
                        task.train().truth(0)[0],
                        task.train().truth(1)[0],
                        task.test().truth(0)[0]))
                .containsExactly(9f, 0f, 9f);
        assertThat(task.output().labels()).hasSize(10);
    }

    @Test
    void inputsAreNormalisedWithTheSetsMeanAndDeviation() {
        Samples images = FashionMnist.read(VENDORED).train();
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < images.size(); i++) {
            for (float pixel : images.input(i)) {
                sum += pixel;
                squares += pixel * pixel;
            }
        }
        double pixels = (double) images.size() * 28 * 28;
        assertThat(sum / pixels).isCloseTo(0, within(0.02));
        assertThat(Math.sqrt(squares / pixels)).isCloseTo(1, within(0.02));
    }

    @Test
    void plainAndCompressedFilesReadTheSame() throws IOException {
        byte[] idx = idx(IMAGES, new int[] {1, 2, 2}, 1, 2, 3, 255);
        Path plain = Files.write(folder.resolve("plain"), idx);
        Path compressed = compressed("compressed.gz", idx);
        assertThat(IdxFile.read(plain, 3)).isEqualTo(IdxFile.read(compressed, 3));
        assertThat(IdxFile.read(plain, 3).item(0)).containsExactly(1, 2, 3, -1);
    }

    @Test
    void wrongMagicNumberIsNamed() throws IOException {
        Path file = Files.write(folder.resolve("labels"), idx(IMAGES, new int[] {1, 2, 2}, 1, 2, 3, 4));
        assertThatThrownBy(() -> IdxFile.read(file, 1))
                .isInstanceOf(UserError.class)
                .hasMessage(file
                        + " is not an IDX file of bytes with 1 axes: its magic number is 0x00000803, not 0x00000801");
    }

    @Test
    void everyTruncationIsAnErrorThatSaysSo() throws IOException {
        byte[] idx = idx(IMAGES, new int[] {1, 2, 2}, 1, 2, 3, 4);
        int tried = 0;
        for (int length = 0; length < idx.length; length++) {
            Path file = Files.write(folder.resolve("cut-" + length), Arrays.copyOf(idx, length));
            assertThatThrownBy(() -> IdxFile.read(file, 3))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(file + " is cut short");
            tried++;
        }
        assertThat(tried).isEqualTo(20);
    }

    @Test
    void truncatedCompressionIsAnErrorThatSaysSo() throws IOException {
        byte[] whole = Files.readAllBytes(VENDORED.resolve("t10k-images-idx3-ubyte.gz"));
        Path file = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> IdxFile.read(file, 3))
                .isInstanceOf(UserError.class)
                .hasMessage(file + " is cut short: its compressed content ends early");
    }

    @Test
    void impossibleSizesAreRefusedBeforeMemoryIsAsked() throws IOException {
        Path file = Files.write(folder.resolve("huge"), idx(IMAGES, new int[] {1 << 20, 1 << 20, 1 << 20}));
        assertThatThrownBy(() -> IdxFile.read(file, 3))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("announces the impossible shape");
    }

    @Test
    void missingFilesAndUnequalCountsAreNamed() throws IOException {
        assertThatThrownBy(() -> FashionMnist.read(folder))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("neither train-images-idx3-ubyte.gz nor train-images-idx3-ubyte is there");
        Files.write(folder.resolve("train-images-idx3-ubyte"), idx(IMAGES, new int[] {1, 2, 2}, 1, 2, 3, 4));
        Files.write(folder.resolve("train-labels-idx1-ubyte"), idx(LABELS, new int[] {2}, 1, 2));
        assertThatThrownBy(() -> FashionMnist.read(folder))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has 1 images but")
                .hasMessageEndingWith("has 2 labels");
    }

    @Test
    void viewsMoveAndMirrorAndFillWithBlack() {
        Images images = new Images(
                new int[] {1, 2, 2},
                List.of(new byte[] {51, 102, (byte) 153, (byte) 204}),
                List.of(new float[] {0}),
                Normalisation.grey(0, 1));
        assertThat(images.input(0)).containsExactly(0.2f, 0.4f, 0.6f, 0.8f);
        assertThat(images.input(0, new View(0, 0, true))).containsExactly(0.4f, 0.2f, 0.8f, 0.6f);
        assertThat(images.input(0, new View(1, 0, false))).containsExactly(0.6f, 0.8f, 0, 0);
        assertThat(images.input(0, new View(0, -1, false))).containsExactly(0, 0.2f, 0, 0.6f);
    }

    private Path compressed(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(content);
        }
        return file;
    }

    private static byte[] idx(int magic, int[] shape, int... values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(magic);
        for (int dimension : shape) {
            out.writeInt(dimension);
        }
        for (int value : values) {
            out.writeByte(value);
        }
        return bytes.toByteArray();
    }
}
