package io.parm.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.model.UserError;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {

    @TempDir
    private Path folder;

    @Test
    void classesAreFoldersAndImagesAreScaled() throws IOException {
        fill("train/red", 3, Color.RED);
        fill("train/blue", 4, Color.BLUE);
        fill("test/red", 2, Color.RED);
        Task task = read(3, 8, 6);
        assertThat(task.output().labels()).containsExactly("blue", "red");
        assertThat(task.train().size()).isEqualTo(7);
        assertThat(task.test().size()).isEqualTo(2);
        assertThat(task.train().shape()).containsExactly(3, 8, 6);
        for (int i = 0; i < 7; i++) {
            float red = task.train().input(i)[0];
            assertThat(red > 0).isEqualTo(task.train().truth(i)[0] == 1);
        }
    }

    @Test
    void withoutTrainAndTestAFifthIsForTestingInAnOrderOfItsOwn() throws IOException {
        fill("red", 20, Color.RED);
        fill("blue", 20, Color.BLUE);
        Task task = read(1, 4, 4);
        assertThat(task.train().size()).isEqualTo(32);
        assertThat(task.test().size()).isEqualTo(8);
        float blue = 0;
        for (int i = 0; i < 8; i++) {
            blue += task.test().truth(i)[0];
            assertThat(task.test().truth(i)).isEqualTo(read(1, 4, 4).test().truth(i));
        }
        assertThat(blue).isBetween(1f, 7f);
    }

    @Test
    void unlabelledImagesHaveNoTruth() throws IOException {
        fill("train/red", 1, Color.RED);
        fill("train/blue", 1, Color.BLUE);
        fill("train/unlabelled", 3, Color.GREEN);
        fill("test/red", 1, Color.RED);
        Task task = read(3, 4, 4);
        assertThat(task.output().labels()).containsExactly("blue", "red");
        int unlabelled = 0;
        for (int i = 0; i < task.train().size(); i++) {
            unlabelled += task.train().truth(i).length == 0 ? 1 : 0;
        }
        assertThat(unlabelled).isEqualTo(3);
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        assertThatThrownBy(() -> read(3, 4, 4))
                .isInstanceOf(UserError.class)
                .hasMessage(folder + " must hold a folder of images per class, at least 2, but holds none");
        fill("red", 1, Color.RED);
        Path empty = Files.createDirectory(folder.resolve("void"));
        assertThatThrownBy(() -> read(3, 4, 4))
                .isInstanceOf(UserError.class)
                .hasMessage(empty + " holds no images (*.png, *.jpg, *.jpeg, *.gif, *.bmp)");
        Path broken = Files.writeString(empty.resolve("a.png"), "text");
        assertThatThrownBy(() -> read(3, 4, 4))
                .isInstanceOf(UserError.class)
                .hasMessage(broken + " cannot be read as an image: not a PNG, JPEG, GIF or BMP image");
        assertThatThrownBy(() -> read(2, 4, 4))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("with 1 or 3 channels, for example 3x32x32, but was 2x4x4");
    }

    @Test
    void classOnlyInTestIsNamed() throws IOException {
        fill("train/red", 1, Color.RED);
        fill("train/blue", 1, Color.BLUE);
        fill("test/green", 1, Color.GREEN);
        assertThatThrownBy(() -> read(3, 4, 4))
                .isInstanceOf(UserError.class)
                .hasMessage(folder.resolve("test/green") + " is a class that has no folder in train");
    }

    private void fill(String name, int count, Color colour) throws IOException {
        for (int i = 0; i < count; i++) {
            Pictures.write(folder.resolve(name).resolve(i + (i % 2 == 0 ? ".png" : ".jpg")), 9 + i, 7, colour);
        }
    }

    private Task read(Integer... shape) {
        return new ImageFolder().read(new TaskFiles(folder, List.of(shape), ""));
    }
}
