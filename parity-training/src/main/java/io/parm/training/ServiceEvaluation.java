package io.parm.training;

import io.parm.coding.ErasureCode;
import io.parm.model.ModelFile;
import io.parm.model.Service;
import io.parm.training.data.Task;
import io.parm.training.engine.InferenceTime;
import io.parm.training.engine.Network;
import io.parm.training.engine.PairedTimes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures a service on a task's test samples: the one way that figures come about, after a training and later. Holds the models' native
 * memory; one thread.
 */
public final class ServiceEvaluation implements AutoCloseable {

    private final Service service;
    private final Task task;
    private final Options options;
    private final Network deployed;
    private final List<Network> parities;
    private final Reconstruction reconstruction;
    private final MeasuredOutputs outputs;
    private final CodedGroups whole;

    /**
     * @param seed of the groups and of the interval
     * @param threads of the engine; time is taken on one
     */
    public record Options(int seed, int threads) {}

    private ServiceEvaluation(Service service, Task task, Options options, List<Network> models) {
        ErasureCode code = service.code();
        this.service = service;
        this.task = task;
        this.options = options;
        this.deployed = models.get(0);
        this.parities = models.subList(1, models.size());
        this.outputs = MeasuredOutputs.of(deployed, task.test(), task.metric());
        this.reconstruction = new Reconstruction(code, outputs, options.seed());
        this.whole = reconstruction.groups(parities, code.k());
    }

    /**
     * Opens the models and runs them on the test samples.
     *
     * @param folder of the service
     * @throws io.parm.model.UserError if there is no service, it has no parity models, or it does not fit the task
     * @throws IOException if a model cannot be loaded
     */
    public static ServiceEvaluation open(Path folder, Task task, Options options) throws IOException {
        Service service = Service.read(folder);
        TaskFit.check(folder, service, task);
        List<ModelFile> files = new ArrayList<>();
        files.add(service.deployedModel());
        files.addAll(service.parityModels());
        List<Network> models = new ArrayList<>();
        boolean opened = false;
        try {
            for (ModelFile file : files) {
                models.add(Network.open(Path.of(file.path()), file.inputShape()));
            }
            ServiceEvaluation evaluation = new ServiceEvaluation(service, task, options, models);
            opened = true;
            return evaluation;
        } finally {
            if (!opened) {
                models.forEach(Network::close);
            }
        }
    }

    public Service service() {
        return service;
    }

    /** All figures. */
    public Evaluation evaluate() {
        Scores scores = whole.singleLosses();
        SingleLosses losses = new SingleLosses(whole, task.output());
        return new Evaluation(
                task.metric().name(),
                task.test().size(),
                new ModeScores(outputs.score(), scores.accuracy()),
                scores.agreement(),
                scores.scenarios(),
                losses.interval(options.seed()),
                new Evaluation.Breakdown(
                        ManyLosses.byMissing(whole, options.seed()),
                        losses.bySlot(),
                        partial(),
                        losses.classes(),
                        losses.topFive()),
                costs());
    }

    /** The first so many groups. */
    public List<GroupExample> examples(int count) {
        List<GroupExample> examples = new ArrayList<>();
        for (int group = 0; group < Math.min(count, whole.groups().length); group++) {
            List<GroupExample.Slot> slots = new ArrayList<>();
            for (int slot = 0; slot < whole.members(); slot++) {
                int sample = whole.groups()[group][slot];
                slots.add(new GroupExample.Slot(
                        task.test().input(sample),
                        task.test().truth(sample),
                        outputs.outputs()[sample],
                        whole.reconstructed(group, slot)));
            }
            float[] query = reconstruction.parityQuery(group, 0, whole.members());
            examples.add(new GroupExample(slots, query, service.code().encoder().parityShape()));
        }
        return examples;
    }

    @Override
    public void close() {
        deployed.close();
        parities.forEach(Network::close);
    }

    private Map<Integer, Double> partial() {
        Map<Integer, Double> partial = new TreeMap<>();
        boolean trained = service.manifest().code().partialGroups();
        for (int members = 1; trained && members < service.code().k(); members++) {
            Scores scores = reconstruction.groups(parities, members).singleLosses();
            partial.put(members, scores.accuracy());
        }
        return partial;
    }

    private Evaluation.Costs costs() {
        float[] query = task.test().input(0);
        PairedTimes inference = InferenceTime.measure(
                parities.get(0), reconstruction.parityQuery(0, 0, whole.members()), deployed, query, options.threads());
        return new Evaluation.Costs(deployed.parameterCount(), parities.get(0).parameterCount(), inference);
    }
}
