package io.parm.training.data;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes image files of one colour, in the format that their suffix says. */
final class Pictures {

    private Pictures() {}

    static void write(Path file, int width, int height, Color colour) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        Files.createDirectories(file.getParent());
        String name = file.getFileName().toString();
        ImageIO.write(picture, name.substring(name.lastIndexOf('.') + 1), file.toFile());
    }
}
