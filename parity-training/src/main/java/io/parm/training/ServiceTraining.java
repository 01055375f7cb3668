package io.parm.training;

import io.parm.coding.ErasureCode;
import io.parm.model.Service;
import io.parm.model.UserError;
import io.parm.training.data.Samples;
import io.parm.training.data.Task;
import io.parm.training.engine.Network;
import io.parm.training.engine.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Makes a service's folder: trains the deployed model (or takes one), trains a parity model per parity query on its outputs, evaluates
 * them on the test samples and writes the manifest.
 *
 * <p>What was trained is kept in the service's folder until all is done; a training that was killed goes on from its last whole epoch.
 */
public final class ServiceTraining {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int TRIAL_SHARE = 10;

    private final Recipe recipe;
    private final Task task;
    private final ErasureCode code;
    private final TrainingSettings settings;
    private final Split split;
    private final Progress progress;

    /** @param progress is told of every epoch */
    public ServiceTraining(Recipe recipe, Progress progress) {
        this.recipe = recipe;
        this.task = recipe.task();
        this.code = recipe.code();
        this.settings = recipe.settings();
        this.split = Split.of(task, settings.validationShare());
        this.progress = progress;
    }

    /**
     * Trains, evaluates and writes.
     *
     * @param folder of the service; created if missing, its files replaced
     * @param command how this was started, for the manifest
     * @throws UserError if a model does not fit the task
     * @throws IOException if a file cannot be read or written
     */
    public Evaluation run(Path folder, String command) throws IOException {
        long start = System.nanoTime();
        new GivenModels(recipe).check();
        new BuiltInModels(recipe).check();
        Files.createDirectories(folder);
        Trainer.configureEngine(settings.seed(), settings.threads());
        Workspace workspace = Workspace.of(folder, recipe.text());
        Path deployedFile = folder.resolve(ServiceFiles.DEPLOYED);
        makeDeployed(workspace, deployedFile);
        try (Network deployed = Network.open(deployedFile, task.train().shape())) {
            Teacher teacher = Teacher.of(deployed, split);
            Reconstruction validation = reconstruction(deployed, split.validation());
            Architecture architecture = new ParityArchitectures(recipe).choose(deployedFile, workspace.folder());
            for (int parity = 0; parity < code.r(); parity++) {
                Lesson lesson = Lesson.of(
                        code,
                        recipe.spec().parityOutput(),
                        parity,
                        settings,
                        recipe.task().output());
                Course course = new ParityCourse(lesson, teacher, settings, validation);
                trainParity(workspace, architecture, course, parity);
                Path best = workspace.attempt("parity-" + parity).best();
                Attempt.write(
                        folder.resolve(ServiceFiles.parity(parity)), file -> architecture.writeForServing(best, file));
            }
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            Attempt.State parity = workspace.attempt("parity-0").state();
            Effort effort = new Effort(
                    deployed.parameterCount(),
                    parityParameters(folder),
                    seconds,
                    parity.epoch(),
                    parity.seconds() / parity.epoch());
            new ServiceFiles(folder, recipe, architecture.name()).write(teacher.meanOutput(), effort, command);
            Evaluation evaluation = evaluate(folder);
            workspace.delete();
            return evaluation;
        }
    }

    private Reconstruction reconstruction(Network deployed, Samples samples) {
        return new Reconstruction(code, MeasuredOutputs.of(deployed, samples, task.metric()), settings.seed());
    }

    private void makeDeployed(Workspace workspace, Path file) throws IOException {
        if (recipe.models().deployed().isPresent()) {
            Path given = recipe.models().deployed().get();
            Attempt.write(file, copy -> Files.copy(given, copy, StandardCopyOption.REPLACE_EXISTING));
            return;
        }
        int[] shape = task.train().shape();
        Architecture architecture = new Architecture.BuiltIn(
                recipe.models().family().optionName(),
                recipe.models().family().layers(task.output().size()),
                shape,
                settings.precision());
        Attempt attempt = workspace.attempt("deployed");
        if (attempt.state().epoch() == 0) {
            architecture.writeUntrained(settings.seed(), attempt.untrained());
        }
        train(attempt, new DeployedCourse(split, settings), settings.epochs(), shape);
        Attempt.write(file, served -> architecture.writeForServing(attempt.best(), served));
    }

    /** Starts from the deployed model's weights wherever a layer is the same. */
    private void trainParity(Workspace workspace, Architecture architecture, Course course, int parity)
            throws IOException {
        Attempt attempt = workspace.attempt("parity-" + parity);
        if (attempt.state().epoch() == 0) {
            architecture.writeUntrained(settings.seed() + 1L + parity, attempt.untrained());
            Path experienced = workspace.attempt("deployed").best();
            if (Files.exists(experienced)) {
                startFrom(experienced, attempt.untrained(), architecture.shape());
            }
            if (new ParityArchitectures(recipe).isDeployedNetwork()) {
                new StartingWeights(workspace, architecture.shape(), settings.seed() + 1L + parity)
                        .choose(attempt, start -> trial(start, course, architecture.shape()));
            }
        }
        train(attempt, course, settings.parityEpochs(), architecture.shape());
    }

    /** A tenth of a training. */
    private double trial(Attempt start, Course course, int[] shape) throws IOException {
        TrainingLength length = length(Math.max(1, settings.parityEpochs() / TRIAL_SHARE), 1.0 / TRIAL_SHARE);
        return new TrainingLoop(start, course, length, settings, progress)
                .run(shape, settings.seed())
                .best();
    }

    private void startFrom(Path experienced, Path untrained, int[] shape) throws IOException {
        try (Network network = Network.open(untrained, shape);
                Network deployed = Network.open(experienced, task.train().shape())) {
            if (network.startFrom(deployed) > 0) {
                Attempt.write(untrained, network::save);
            }
        }
    }

    private void train(Attempt attempt, Course course, int epochs, int[] shape) throws IOException {
        Attempt.State end =
                new TrainingLoop(attempt, course, length(epochs, 1), settings, progress).run(shape, settings.seed());
        if (end.bestEpoch() == 0) {
            throw new UserError("the training of " + attempt.model()
                    + " came to no number: its loss grew beyond all bounds; try a lower --learning-rate");
        }
    }

    /** @param share of the time that one model has */
    private TrainingLength length(int epochs, double share) {
        int trained = recipe.spec().r() + (recipe.models().deployed().isPresent() ? 0 : 1);
        double seconds = share * settings.minutes() * SECONDS_PER_MINUTE / trained;
        return new TrainingLength(epochs, seconds, settings.patience());
    }

    private long parityParameters(Path folder) throws IOException {
        Path file = folder.resolve(ServiceFiles.parity(0));
        try (Network parity = Network.open(file, code.encoder().parityShape())) {
            return parity.parameterCount();
        }
    }

    /** Measures what was written, as anybody can later, and writes the figures beside it. */
    private Evaluation evaluate(Path folder) throws IOException {
        ServiceEvaluation.Options options = new ServiceEvaluation.Options(settings.seed(), settings.threads());
        try (ServiceEvaluation service = ServiceEvaluation.open(folder, task, options)) {
            Evaluation evaluation = service.evaluate();
            Service.write(folder, service.service().manifest().withEvaluation(evaluation.figures()));
            return evaluation;
        }
    }
}
