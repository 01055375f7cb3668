package io.parm.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.parm.model.UserError;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocBoxTest {

    @TempDir
    private Path folder;

    @Test
    void imagesWithExactlyOneObjectOfTheClassAreTaken() throws IOException {
        for (int i = 0; i < 10; i++) {
            image(
                    "one-" + i,
                    object("cell", 20, 10, 60, 30) + object("dot", 1, 1, 2, 2).repeat(i % 3));
        }
        image("two", object("cell", 1, 1, 9, 9) + object("cell", 20, 20, 30, 30));
        Task task = new VocBox().read(new TaskFiles(folder, List.of(1, 16, 16), ""));
        assertThat(task.source()).isEqualTo("boxes of cell, 8 training and 2 test images");
        assertThat(task.train().shape()).containsExactly(1, 16, 16);
        assertThat(task.train().truth(0)).containsExactly(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, within(1e-6f));
        Task dots = new VocBox().read(new TaskFiles(folder, List.of(), "dot"));
        assertThat(dots.train().size() + dots.test().size()).isEqualTo(3);
        assertThat(dots.train().shape()).containsExactly(3, 64, 64);
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        assertThatThrownBy(this::read)
                .isInstanceOf(UserError.class)
                .hasMessage(folder + " is no VOC folder: it must hold Annotations and JPEGImages");
        image("one", object("cell", 20, 10, 60, 30));
        assertThatThrownBy(this::read)
                .isInstanceOf(UserError.class)
                .hasMessage(folder + " has 1 images with exactly one 'cell': name another class with --label");
        Path xml = folder.resolve("Annotations/one.xml");
        Files.writeString(xml, Files.readString(xml).replace(">20<", ">left<"));
        assertThatThrownBy(this::read)
                .isInstanceOf(UserError.class)
                .hasMessage(xml + ": <xmin> must be a number but was 'left'");
        Files.writeString(xml, "<annotation><size/></annotation>");
        assertThatThrownBy(this::read)
                .isInstanceOf(UserError.class)
                .hasMessage(xml + " is no VOC annotation: <size> has no <width>");
        Files.writeString(xml, "<annotation>");
        assertThatThrownBy(this::read)
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(xml + " is no well-formed XML");
    }

    @Test
    void annotationReadsNothingOutsideItself() throws IOException {
        image("one", object("cell", 20, 10, 60, 30));
        Path xml = folder.resolve("Annotations/one.xml");
        String outside = "<!DOCTYPE a [<!ENTITY outside SYSTEM \"file:///etc/hostname\">]>";
        Files.writeString(xml, outside + Files.readString(xml).replace(">cell<", ">&outside;<"));
        assertThatThrownBy(this::read).isInstanceOf(UserError.class).hasMessageContaining("DOCTYPE");
    }

    @Test
    void annotationCannotNameAnImageElsewhere() throws IOException {
        for (String name : new String[] {"one", "other"}) {
            image(name, object("cell", 20, 10, 60, 30));
        }
        Pictures.write(folder.resolve("secret.jpg"), 80, 40, Color.RED);
        Path xml = folder.resolve("Annotations/one.xml");
        Files.writeString(xml, Files.readString(xml).replace("one.jpg", "../secret.jpg"));
        assertThatThrownBy(this::read)
                .isInstanceOf(UserError.class)
                .hasMessage(xml + ": <filename> must be the name of a file in JPEGImages but was '../secret.jpg'");
    }

    @Test
    void whiteCellsStandAlone(@TempDir Path target) throws Exception {
        Path cells = RealData.unpacked("blood-cells.tgz", target).resolve("BCCD_Dataset/BCCD");
        Task task = new VocBox().read(TaskFiles.in(cells));
        assertThat(task.source()).isEqualTo("boxes of WBC, 275 training and 69 test images");
        for (int i = 0; i < task.train().size(); i++) {
            float[] box = task.train().truth(i);
            assertThat(box[2] * box[3]).isBetween(0.01f, 0.8f);
            assertThat(task.metric().score(box, box)).isCloseTo(1, within(1e-6));
        }
    }

    private Task read() {
        return new VocBox().read(TaskFiles.in(folder));
    }

    private void image(String name, String objects) throws IOException {
        Pictures.write(folder.resolve("JPEGImages").resolve(name + ".jpg"), 80, 40, Color.PINK);
        Path annotations = Files.createDirectories(folder.resolve("Annotations"));
        Files.writeString(
                annotations.resolve(name + ".xml"),
                "<annotation><filename>" + name + ".jpg</filename><size><width>80</width><height>40</height></size>"
                        + objects + "</annotation>");
    }

    private static String object(String label, int left, int top, int right, int bottom) {
        return "<object><name>%s</name><bndbox><xmin>%d</xmin><ymin>%d</ymin><xmax>%d</xmax><ymax>%d</ymax></bndbox></object>"
                .formatted(label, left, top, right, bottom);
    }
}
