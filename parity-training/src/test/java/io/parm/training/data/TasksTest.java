package io.parm.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksTest {

    @Test
    void everyTaskHasANameOfItsOwnAndARowInTheGuide() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "data.md"));
        assertThat(Tasks.ALL).extracting(TaskSource::name).doesNotHaveDuplicates();
        for (TaskSource task : Tasks.ALL) {
            assertThat(guide).contains("| `" + task.name() + "` |");
            assertThat(Tasks.named(task.name())).isSameAs(task);
        }
    }

    @Test
    void unknownTaskIsNamedWithThoseThereAre() {
        assertThatThrownBy(() -> Tasks.named("poems"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--task must be one of fashion-mnist, mnist, cifar10, ")
                .hasMessageEndingWith(" but was poems");
    }

    @Test
    void whatATaskCannotBeAskedIsRefused(@TempDir Path folder) {
        assertThatThrownBy(() -> Tasks.read(new Mnist(), new TaskFiles(folder, List.of(1, 8, 8), "")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--shape is not for mnist");
        assertThatThrownBy(() -> Tasks.read(new Mnist(), new TaskFiles(folder, List.of(), "digit")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--label is not for mnist");
        assertThatThrownBy(() -> Tasks.read(new Mnist(), TaskFiles.in(folder.resolve("none"))))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("none: name the data with --data");
    }

    @Test
    void missingDataIsToldWithTheWayToGetIt(@TempDir Path folder) {
        DataFolders folders = new DataFolders(folder, folder);
        assertThatThrownBy(() -> new CatVDog().defaultData(folders))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'./parm data fetch cifar10' downloads it");
        for (TaskSource own : List.of(new Speech(), new VocBox(), new ImageFolder(), new CsvRows())) {
            assertThatThrownBy(() -> own.defaultData(folders))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("--data");
        }
    }
}
