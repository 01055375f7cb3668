package io.parm.training;

import io.parm.coding.CodeSpec;
import io.parm.coding.ErasureCode;
import io.parm.coding.ParityOutput;
import io.parm.model.UserError;
import io.parm.training.data.Samples;
import io.parm.training.data.Task;
import io.parm.training.engine.Network;
import io.parm.training.engine.Trainer;
import io.parm.training.torchscript.Family;
import io.parm.training.torchscript.Layer;
import io.parm.training.torchscript.Script;
import io.parm.training.torchscript.Slots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes a service's folder: trains the deployed model (or takes one), trains a parity model per parity query on its outputs, evaluates
 * them on the test samples and writes the manifest.
 */
public final class ServiceTraining {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Task task;
    private final Family family;
    private final CodeSpec spec;
    private final ErasureCode code;
    private final TrainingSettings settings;
    private final Progress progress;
    private final Split split;

    /**
     * @param task what to learn
     * @param family architecture of all models
     * @param spec the code, with at least one parity query
     * @throws IllegalArgumentException if the code does not fit the task's inputs
     */
    public ServiceTraining(Task task, Family family, CodeSpec spec, TrainingSettings settings, Progress progress) {
        if (spec.r() < 1) {
            throw new IllegalArgumentException("r must be 1.." + ErasureCode.MAX_R + " to train but was " + spec.r());
        }
        this.task = task;
        this.family = family;
        this.spec = spec;
        this.code = ErasureCode.of(spec, task.train().shape());
        this.settings =
                task.output().kind() == Task.Kind.REGRESSION ? settings.with(ParityLoss.SQUARED_ERROR) : settings;
        this.progress = progress;
        this.split = Split.of(task, settings.validationShare());
    }

    /**
     * Trains, evaluates and writes.
     *
     * @param folder of the service; created if missing, its files replaced
     * @param deployedFrom a TorchScript file to take as the deployed model instead of training one
     * @param command how this was started, for the manifest
     * @throws UserError if the deployed model does not fit the task
     * @throws IOException if a file cannot be read or written
     */
    public Evaluation run(Path folder, Optional<Path> deployedFrom, String command) throws IOException {
        long start = System.nanoTime();
        Files.createDirectories(folder);
        Trainer.configureEngine(settings.seed(), settings.threads());
        Path deployedFile = folder.resolve(ServiceFiles.DEPLOYED);
        if (deployedFrom.isPresent()) {
            Files.copy(deployedFrom.get(), deployedFile, StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(checkpoint(deployedFile));
        } else {
            trainDeployed(deployedFile);
        }
        try (Network deployed = Network.open(deployedFile, task.train().shape())) {
            checkOutputs(deployed, deployedFrom);
            Teacher teacher = Teacher.of(deployed, split);
            Reconstruction validation = reconstruction(deployed, split.validation());
            for (int parity = 0; parity < spec.r(); parity++) {
                Lesson lesson = Lesson.of(code, spec.parityOutput(), parity, settings);
                ParityCourse course = new ParityCourse(lesson, teacher, settings, validation);
                trainParity(parity, course, deployedFile, folder.resolve(ServiceFiles.parity(parity)));
            }
            deleteCheckpoints(folder);
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            Evaluation evaluation = evaluate(deployed, folder, seconds);
            new ServiceFiles(folder, task, spec, settings, family)
                    .write(teacher.meanOutput(), evaluation, command, deployedFrom.isPresent());
            return evaluation;
        }
    }

    private Reconstruction reconstruction(Network deployed, Samples samples) {
        return new Reconstruction(code, MeasuredOutputs.of(deployed, samples, task.metric()), settings.seed());
    }

    private void checkOutputs(Network deployed, Optional<Path> deployedFrom) {
        int outputs = deployed.outputs(task.train().input(0), 1).length;
        if (outputs != task.output().size()) {
            throw new UserError("%s puts out %d floats but %s has %d %s"
                    .formatted(
                            deployedFrom.map(Path::toString).orElse(ServiceFiles.DEPLOYED),
                            outputs,
                            task.name(),
                            task.output().size(),
                            task.output().kind() == Task.Kind.CLASSIFICATION ? "labels" : "numbers"));
        }
    }

    private void trainDeployed(Path file) throws IOException {
        Layer layers = family.layers(task.output().size());
        int[] shape = task.train().shape();
        Path checkpoint = checkpoint(file);
        Script.write(layers, shape, settings.seed(), checkpoint);
        try (Network network = Network.open(checkpoint, shape)) {
            new TrainingLoop("deployed", settings.epochs(), settings, progress)
                    .run(network, new DeployedCourse(split, settings), checkpoint, settings.seed());
        }
        Script.writeForServing(layers, shape, checkpoint, file);
    }

    /** Starts from the deployed model's weights wherever a layer is the same: that helps more than any other choice here. */
    private void trainParity(int parity, ParityCourse course, Path deployed, Path file) throws IOException {
        int[] shape = code.encoder().parityShape();
        Layer layers = parityLayers();
        Path checkpoint = checkpoint(file);
        Script.write(layers, shape, settings.seed() + 1L + parity, checkpoint);
        Path start = Files.exists(checkpoint(deployed)) ? checkpoint(deployed) : deployed;
        try (Network network = Network.open(checkpoint, shape);
                Network experienced = Network.open(start, task.train().shape())) {
            network.startFrom(experienced);
            new TrainingLoop("parity-" + parity, settings.parityEpochs(), settings, progress)
                    .run(network, course, checkpoint, settings.seed() + (long) parity);
        }
        Script.writeForServing(layers, shape, checkpoint, file);
    }

    /** Where slots can be told apart each is looked at alone, by the family's layers; otherwise the family sees the whole parity query. */
    private Layer parityLayers() {
        int outputs = task.output().size();
        boolean separable = spec.parityOutput() == ParityOutput.Kind.PER_SLOT
                && Slots.separable(spec.encoder(), task.train().shape(), spec.k());
        return separable
                ? Slots.each(spec.encoder(), spec.k(), family.layers(outputs))
                : family.layers(code.parityOutput().parityOutputSize(outputs));
    }

    private void deleteCheckpoints(Path folder) throws IOException {
        Files.deleteIfExists(checkpoint(folder.resolve(ServiceFiles.DEPLOYED)));
        for (int parity = 0; parity < spec.r(); parity++) {
            Files.deleteIfExists(checkpoint(folder.resolve(ServiceFiles.parity(parity))));
        }
    }

    /** The training form of a model file, whose name ends in {@code .pt} too. */
    private static Path checkpoint(Path file) {
        return file.resolveSibling("training-" + file.getFileName());
    }

    private Evaluation evaluate(Network deployed, Path folder, double seconds) throws IOException {
        MeasuredOutputs outputs = MeasuredOutputs.of(deployed, task.test(), task.metric());
        Reconstruction test = new Reconstruction(code, outputs, settings.seed());
        List<Network> parities = new ArrayList<>();
        try {
            for (int parity = 0; parity < spec.r(); parity++) {
                Path file = folder.resolve(ServiceFiles.parity(parity));
                parities.add(Network.open(file, code.encoder().parityShape()));
            }
            Map<Integer, Double> partial = new TreeMap<>();
            for (int members = 1; settings.partialShare() > 0 && members < spec.k(); members++) {
                partial.put(members, test.measure(parities, members).accuracy());
            }
            Reconstruction.Figures whole = test.measure(parities, spec.k());
            long parameters = deployed.parameterCount();
            long parityParameters = parities.get(0).parameterCount();
            return new Evaluation(
                    task.metric().name(),
                    outputs.score(),
                    whole.accuracy(),
                    whole.agreement(),
                    whole.scenarios(),
                    partial,
                    parameters,
                    parityParameters,
                    seconds);
        } finally {
            parities.forEach(Network::close);
        }
    }
}
