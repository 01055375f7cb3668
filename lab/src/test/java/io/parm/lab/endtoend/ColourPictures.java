package io.parm.lab.endtoend;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** A person's image folder: noisy PNG files of seven colours, and some of which nobody says the colour. */
final class ColourPictures {

    static final int CLASSES = 7;

    private static final int WIDTH = 36;
    private static final int HEIGHT = 34;
    private static final int NOISE = 90;
    private static final int TRAIN = 40;
    private static final int TEST = 8;

    private static final List<String> NAMES = List.of("black", "blue", "cyan", "green", "red", "white", "yellow");
    private static final List<Color> COLOURS =
            List.of(Color.BLACK, Color.BLUE, Color.CYAN, Color.GREEN, Color.RED, Color.WHITE, Color.YELLOW);

    private ColourPictures() {}

    /** Writes {@code train/CLASS}, {@code train/unlabelled} and {@code test/CLASS}. */
    static void write(Path folder) throws IOException {
        Random random = new Random(11);
        for (int colour = 0; colour < CLASSES; colour++) {
            write(folder.resolve("train").resolve(NAMES.get(colour)), TRAIN, colour, random);
            write(folder.resolve("train").resolve("unlabelled"), TRAIN / 4, colour, random);
            write(folder.resolve("test").resolve(NAMES.get(colour)), TEST, colour, random);
        }
    }

    private static void write(Path folder, int count, int colour, Random random) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < count; i++) {
            Path file = folder.resolve(NAMES.get(colour) + "-" + i + ".png");
            ImageIO.write(picture(COLOURS.get(colour), random), "png", file.toFile());
        }
    }

    private static BufferedImage picture(Color colour, Random random) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                picture.setRGB(x, y, noisy(colour, random).getRGB());
            }
        }
        return picture;
    }

    private static Color noisy(Color colour, Random random) {
        return new Color(
                noisy(colour.getRed(), random), noisy(colour.getGreen(), random), noisy(colour.getBlue(), random));
    }

    private static int noisy(int value, Random random) {
        return Math.min(255, Math.max(0, value + random.nextInt(2 * NOISE + 1) - NOISE));
    }
}
