package io.parm.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.parm.model.UserError;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {

    private static final int PLANE = 32 * 32;
    private static final int PER_BATCH = 4;
    private static final int[] LABELS = {3, 5, 9, 3};

    @TempDir
    private Path folder;

    @Test
    void binaryAndPngBatchesReadTheSame() throws IOException {
        Path binary = Files.createDirectory(folder.resolve("binary"));
        Path png = Files.createDirectory(folder.resolve("png"));
        writeBinary(binary);
        writePng(png);
        Task one = new Cifar10().read(TaskFiles.in(binary));
        Task other = new Cifar10().read(TaskFiles.in(png));
        assertThat(one.train().size()).isEqualTo(5 * PER_BATCH);
        assertThat(one.test().size()).isEqualTo(PER_BATCH);
        assertThat(one.train().shape()).containsExactly(3, 32, 32);
        for (int i = 0; i < one.train().size(); i++) {
            assertThat(other.train().input(i)).isEqualTo(one.train().input(i));
            assertThat(other.train().truth(i)).isEqualTo(one.train().truth(i)).containsExactly(LABELS[i % PER_BATCH]);
        }
    }

    @Test
    void everyChannelHasItsOwnNormalisation() throws IOException {
        writeBinary(folder);
        float[] input = new Cifar10().read(TaskFiles.in(folder)).train().input(0);
        byte[] pixels = images(1)[0];
        float[] mean = {0.4914f, 0.4822f, 0.4465f};
        float[] std = {0.2470f, 0.2435f, 0.2616f};
        for (int channel = 0; channel < 3; channel++) {
            int at = channel * PLANE + 77;
            assertThat(input[at]).isCloseTo(((pixels[at] & 0xff) / 255f - mean[channel]) / std[channel], within(1e-5f));
        }
    }

    @Test
    void catsAndDogsAreThoseTwoClasses() throws IOException {
        writeBinary(folder);
        Task task = new CatVDog().read(TaskFiles.in(folder));
        assertThat(task.output().labels()).containsExactly("cat", "dog");
        assertThat(task.test().size()).isEqualTo(3);
        assertThat(new float[] {
                    task.test().truth(0)[0],
                    task.test().truth(1)[0],
                    task.test().truth(2)[0]
                })
                .containsExactly(0, 1, 0);
    }

    @Test
    void brokenFilesAreNamed() throws IOException {
        assertThatThrownBy(() -> new Cifar10().read(TaskFiles.in(folder)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("neither data_batch_1.bin nor data_batch_1.png is there");
        writePng(folder);
        Files.writeString(folder.resolve("train_lables.json"), "[1,2,3]");
        assertThatThrownBy(() -> new Cifar10().read(TaskFiles.in(folder)))
                .isInstanceOf(UserError.class)
                .hasMessage(folder.resolve("train_lables.json") + " has 3 labels but there are more images");
        Files.write(folder.resolve("data_batch_1.png"), new byte[100]);
        assertThatThrownBy(() -> new Cifar10().read(TaskFiles.in(folder)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(folder.resolve("data_batch_1.png") + " is not a CIFAR-10 batch");
        Files.write(folder.resolve("data_batch_1.bin"), new byte[3000]);
        assertThatThrownBy(() -> new Cifar10().read(TaskFiles.in(folder)))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("is not a whole CIFAR-10 batch: it has 3000 bytes, not a multiple of 3073");
        byte[] record = new byte[3073];
        record[0] = 10;
        Files.write(folder.resolve("data_batch_1.bin"), record);
        assertThatThrownBy(() -> new Cifar10().read(TaskFiles.in(folder)))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("data_batch_1.bin: label 0 is 10, not 0..9");
    }

    @Test
    void theWholeSetIsReadWithMeanZeroAndDeviationOne() {
        Task task = new Cifar10().read(TaskFiles.in(RealData.fetched("cifar10")));
        int[] classes = new int[10];
        for (int i = 0; i < task.train().size(); i++) {
            classes[(int) task.train().truth(i)[0]]++;
        }
        assertThat(classes).containsOnly(5000);
        assertThat(task.test().size()).isEqualTo(10_000);
        Moments moments = Moments.of(task.train().range(0, 10_000));
        assertThat(moments.mean()).isCloseTo(0, within(0.02));
        assertThat(moments.deviation()).isCloseTo(1, within(0.02));
    }

    /** Reproducible noise. */
    private static byte[][] images(int batch) {
        byte[][] images = new byte[PER_BATCH][3 * PLANE];
        Random random = new Random(batch);
        for (byte[] image : images) {
            random.nextBytes(image);
        }
        return images;
    }

    private static void writeBinary(Path target) throws IOException {
        for (int batch = 1; batch <= 6; batch++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[][] images = images(batch);
            for (int i = 0; i < PER_BATCH; i++) {
                bytes.write(LABELS[i]);
                bytes.write(images[i]);
            }
            Files.write(target.resolve(name(batch) + ".bin"), bytes.toByteArray());
        }
    }

    private static void writePng(Path target) throws IOException {
        for (int batch = 1; batch <= 6; batch++) {
            BufferedImage picture = new BufferedImage(PLANE, PER_BATCH, BufferedImage.TYPE_INT_RGB);
            byte[][] images = images(batch);
            for (int image = 0; image < PER_BATCH; image++) {
                for (int i = 0; i < PLANE; i++) {
                    for (int channel = 0; channel < 3; channel++) {
                        picture.getRaster().setSample(i, image, channel, images[image][channel * PLANE + i] & 0xff);
                    }
                }
            }
            ImageIO.write(picture, "png", target.resolve(name(batch) + ".png").toFile());
        }
        int[] all = new int[5 * PER_BATCH];
        for (int i = 0; i < all.length; i++) {
            all[i] = LABELS[i % PER_BATCH];
        }
        Files.writeString(target.resolve("train_lables.json"), Arrays.toString(all));
        Files.writeString(target.resolve("test_lables.json"), Arrays.toString(LABELS));
    }

    private static String name(int batch) {
        return batch == 6 ? "test_batch" : "data_batch_" + batch;
    }
}
