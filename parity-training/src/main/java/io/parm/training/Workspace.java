package io.parm.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder of a training under way, inside the service's: what a killed training goes on from. Gone when the training is done.
 *
 * @param folder of the training
 * @param history which stays
 */
record Workspace(Path folder, TrainingHistory history) {

    private static final String NAME = ".training";
    private static final String RECIPE = "recipe.txt";

    /**
     * The workspace of a service. What another recipe left there is deleted, and the history of a training that is done.
     *
     * @param recipe all that decides what the training comes to
     */
    static Workspace of(Path service, String recipe) throws IOException {
        Workspace workspace = new Workspace(service.resolve(NAME), new TrainingHistory(service));
        Path file = workspace.folder.resolve(RECIPE);
        if (!Files.exists(file) || !Files.readString(file).equals(recipe)) {
            workspace.delete();
            workspace.history.begin();
            Files.createDirectories(workspace.folder);
            Files.writeString(file, recipe);
        }
        return workspace;
    }

    /** The training of one of the models. */
    Attempt attempt(String model) {
        return new Attempt(folder, model, history);
    }

    /** Training of which nothing stays, history included. */
    Attempt trial(String model) {
        return new Attempt(folder, model, new TrainingHistory(folder));
    }

    void delete() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Workspace::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
