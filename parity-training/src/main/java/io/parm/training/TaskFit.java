package io.parm.training;

import io.parm.model.Service;
import io.parm.model.ServiceManifest;
import io.parm.model.UserError;
import io.parm.training.data.Normalisation;
import io.parm.training.data.Task;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a service can be measured on a task: one sentence says why not. */
final class TaskFit {

    private TaskFit() {}

    /** @throws UserError if the service has no parity models, or takes or puts out something else */
    static void check(Path folder, Service service, Task task) {
        require(service.code().r() > 0, folder + " has no parity models: there is nothing to reconstruct with");
        int[] shape = task.test().shape();
        require(
                Arrays.equals(service.inputShape(), shape),
                "%s takes inputs of %s but those of %s are %s"
                        .formatted(folder, text(service.inputShape()), task.name(), text(shape)));
        OutputSize.check(folder.toString(), service.manifest().output().size(), task);
        checkMeaning(folder, service.manifest(), task);
        int samples = task.test().size();
        int k = service.code().k();
        require(samples >= k, "%s has %d test samples, too few for a group of %d".formatted(task.name(), samples, k));
    }

    /** The same sizes may mean something else: other labels, or pixels on another scale. */
    private static void checkMeaning(Path folder, ServiceManifest manifest, Task task) {
        List<String> labels = manifest.output().labels();
        List<String> asked = task.output().labels();
        require(
                labels == null || asked.isEmpty() || labels.equals(asked),
                "%s has the labels %s but %s has %s".formatted(folder, labels, task.name(), asked));
        Normalisation normalisation = task.input().normalisation();
        ServiceManifest.Preprocess preprocess = manifest.preprocess();
        if (preprocess != null && task.input().images()) {
            require(
                    preprocess.mean().equals(normalisation.mean())
                            && preprocess.std().equals(normalisation.std()),
                    "%s takes pixels with mean %s and std %s but %s comes with %s and %s: name the data it was trained on"
                            .formatted(
                                    folder,
                                    preprocess.mean(),
                                    preprocess.std(),
                                    task.name(),
                                    normalisation.mean(),
                                    normalisation.std()));
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new UserError(message);
        }
    }

    private static String text(int[] shape) {
        return Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining("x"));
    }
}
