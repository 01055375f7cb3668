package io.parm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.parm.coding.Encoder;
import io.parm.coding.ParityOutput;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReaderTest {

    private static final int HEIGHT = 4;
    private static final int WIDTH = 6;

    @TempDir
    private Path folder;

    @Test
    void greyPixelsBecomeNormalisedFloatsRowByRow() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, 10 * i);
        }

        float[] input = reader(List.of(0.5f), List.of(0.25f)).read(file(image, "png"));
        assertThat(input).hasSize(WIDTH * HEIGHT);
        for (int i = 0; i < input.length; i++) {
            assertThat(input[i]).isEqualTo((10 * i / 255f - 0.5f) / 0.25f);
        }
    }

    @Test
    void colourPixelsBecomeOnePlanePerChannelInTheOrderRedGreenBlue() throws IOException {
        BufferedImage image = colours();

        float[] input = reader(List.of(0f, 0.5f, 1f), List.of(1f, 0.5f, 2f)).read(file(image, "png"));
        int plane = WIDTH * HEIGHT;
        assertThat(input).hasSize(3 * plane);
        for (int i = 0; i < plane; i++) {
            int rgb = image.getRGB(i % WIDTH, i / WIDTH);
            assertThat(input[i]).isEqualTo((rgb >> 16 & 255) / 255f);
            assertThat(input[plane + i]).isEqualTo(((rgb >> 8 & 255) / 255f - 0.5f) / 0.5f);
            assertThat(input[2 * plane + i]).isEqualTo(((rgb & 255) / 255f - 1f) / 2f);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif", "jpg"})
    void anotherSizeIsScaled(String format) throws IOException {
        BufferedImage image = new BufferedImage(3 * WIDTH, 2 * HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int x = WIDTH; x < 3 * WIDTH; x++) {
            for (int y = 0; y < 2 * HEIGHT; y++) {
                image.setRGB(x, y, 0xFFFFFF);
            }
        }

        float[] input = grey().read(file(image, format));
        assertThat(input).hasSize(WIDTH * HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            assertThat(input[y * WIDTH]).isCloseTo(0f, within(0.1f));
            assertThat(input[y * WIDTH + WIDTH - 1]).isCloseTo(1f, within(0.1f));
        }
    }

    @Test
    void aSmallFileThatClaimsAHugePictureIsRefused() throws IOException {
        byte[] png = file(colours(), "png");
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, 100_000).putInt(20, 100_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        header.putInt(29, (int) crc.getValue());

        assertThat(png.length).isLessThan(1000);
        assertThatThrownBy(() -> grey().read(png))
                .isInstanceOf(IOException.class)
                .hasMessage("an image of 10000000000 pixels is larger than 33554432");
    }

    @Test
    void bytesOfNoImageAreRefused() {
        assertThatThrownBy(() -> grey().read(new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessage("not a PNG, JPEG, GIF or BMP image");
        assertThatThrownBy(() -> grey().read(new byte[] {1, 2, 3}))
                .isInstanceOf(IOException.class)
                .hasMessage("not a PNG, JPEG, GIF or BMP image");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif", "jpg"})
    void damagedFilesAreReadOrRefusedWithAnIoExceptionAndNothingElse(String format) throws IOException {
        byte[] whole = file(colours(), format);
        ImageReader reader = grey();
        Random damage = new Random(format.hashCode());
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = damaged(whole, damage);
            try {
                assertThat(reader.read(bytes)).hasSize(WIDTH * HEIGHT);
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 3000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif", "jpg"})
    void everyTruncationIsReadOrRefused(String format) throws IOException {
        byte[] whole = file(colours(), format);
        ImageReader reader = grey();
        int refused = 0;
        for (int length = 0; length < whole.length; length++) {
            try {
                reader.read(Arrays.copyOf(whole, length));
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif", "jpg"})
    void sizesThatLieAreReadOrRefusedAndDoNotFillTheMemory(String format) throws IOException {
        byte[] whole = file(colours(), format);
        ImageReader reader = grey();
        int tried = 0;
        for (int at = 2; at < 64; at++) {
            for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
                byte[] bytes = whole.clone();
                ByteBuffer.wrap(bytes).order(order).putInt(at, Integer.MAX_VALUE);
                try {
                    reader.read(bytes);
                } catch (IOException e) {
                    // Refused is as good as read.
                }
                tried++;
            }
        }
        assertThat(tried).isEqualTo(124);
    }

    /** A few bytes changed, sometimes the rest random, sometimes cut. */
    private static byte[] damaged(byte[] whole, Random damage) {
        byte[] bytes = whole.clone();
        for (int changes = 1 + damage.nextInt(4); changes > 0; changes--) {
            bytes[damage.nextInt(bytes.length)] = (byte) damage.nextInt();
        }
        if (damage.nextInt(4) == 0) {
            byte[] rest = new byte[damage.nextInt(bytes.length)];
            damage.nextBytes(rest);
            System.arraycopy(rest, 0, bytes, bytes.length - rest.length, rest.length);
        }
        return damage.nextInt(4) == 0 ? Arrays.copyOf(bytes, damage.nextInt(bytes.length)) : bytes;
    }

    private static BufferedImage colours() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            image.setRGB(i % WIDTH, i / WIDTH, 10 * i << 16 | (255 - 7 * i) << 8 | 3 * i);
        }
        return image;
    }

    private static byte[] file(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    private ImageReader grey() throws IOException {
        return reader(List.of(0f), List.of(1f));
    }

    private ImageReader reader(List<Float> mean, List<Float> std) throws IOException {
        Path model = Files.writeString(folder.resolve("deployed.pt"), "a model");
        ServiceManifest manifest = new ServiceManifest(
                "pictures",
                new ServiceManifest.Input("float32", List.of(mean.size(), HEIGHT, WIDTH)),
                new ServiceManifest.Preprocess(mean, std),
                new ServiceManifest.Output(1, "regression", null),
                List.of(0f),
                new ServiceManifest.Code(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, 2, 0, false),
                new ServiceManifest.Deployed("deployed.pt", Fingerprint.sha256(model)),
                List.of(),
                null,
                null);
        return new ImageReader(Service.write(folder, manifest));
    }
}
