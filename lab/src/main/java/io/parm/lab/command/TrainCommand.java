package io.parm.lab.command;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ParityOutput;
import io.parm.model.Service;
import io.parm.model.UserError;
import io.parm.training.Evaluation;
import io.parm.training.Models;
import io.parm.training.ParityLoss;
import io.parm.training.ParityModel;
import io.parm.training.Recipe;
import io.parm.training.ServiceTraining;
import io.parm.training.TrainingSettings;
import io.parm.training.data.Task;
import io.parm.training.torchscript.Family;
import io.parm.training.torchscript.Precision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parm train}: makes a service's folder out of a task's data. */
@Command(
        name = "train",
        description = "Train a deployed model and its parity models, evaluate them and write a service folder.",
        showDefaultValues = true)
public final class TrainCommand implements Callable<Integer> {

    private static final double NANOS_PER_SECOND = 1e9;

    @Mixin
    private TaskOptions task;

    @Mixin
    private TopicOptions topic;

    @Option(
            names = "--code",
            paramLabel = "ENCODER/OUTPUT",
            description = "Encoder (addition, concatenation, stacking) and parity output (sum, per-slot).",
            defaultValue = "concatenation/per-slot")
    private String code;

    @Option(names = "--k", description = "Queries of a coding group.", defaultValue = "2")
    private int k;

    @Option(names = "--r", description = "Parity queries of a coding group.", defaultValue = "1")
    private int r;

    @Option(
            names = "--model",
            paramLabel = "FAMILY",
            description =
                    "Architecture of the deployed model: mlp, lenet5, cnn-small, cnn, resnet, resnet-wide, resnet18, vgg11.",
            defaultValue = "cnn")
    private String model;

    @Option(names = "--epochs", description = "Passes over the data for the deployed model.", defaultValue = "14")
    private int epochs;

    @Option(names = "--parity-epochs", description = "Passes over the data for each parity model.", defaultValue = "40")
    private int parityEpochs;

    @Option(
            names = "--parity-loss",
            paramLabel = "LOSS",
            description = "distillation, or the paper's squared-error.",
            defaultValue = "distillation")
    private String parityLoss;

    @Option(names = "--seed", description = "Of every random choice.", defaultValue = "1")
    private int seed;

    @Option(names = "--threads", description = "Threads of the engine.", defaultValue = "2")
    private int threads;

    @Option(
            names = "--precision",
            paramLabel = "TYPE",
            description = "Of convolutions in training: float32; or bfloat16, faster on processors with AMX.",
            defaultValue = "float32")
    private String precision;

    @Option(
            names = "--weight-decay",
            paramLabel = "DECAY",
            description = "AdamW's; more of it generalises better in a long training.",
            defaultValue = "" + TrainingSettings.DEFAULT_WEIGHT_DECAY)
    private double weightDecay;

    @Option(names = "--out", paramLabel = "DIR", description = "The service's folder.", required = true)
    private Path out;

    @Option(
            names = "--deployed",
            paramLabel = "FILE|SERVICE_DIR",
            description = "Take this TorchScript file, or this service's deployed model, instead of training one.")
    private Path deployed;

    @Option(
            names = "--parity-model",
            paramLabel = "NETWORK",
            description =
                    "auto; sized (compact, as wide as the deployed model's cost allows); compact-WIDTH; resnet-WIDTH; same (as the"
                            + " deployed model); or a TorchScript file.",
            defaultValue = "auto")
    private String parityModel;

    @Option(names = "--minutes", description = "Train about that long at most; 0: no limit.", defaultValue = "0")
    private double minutes;

    @Option(
            names = "--patience",
            paramLabel = "EPOCHS",
            description = "Stop a model's training after so many epochs without a better one; 0: never.",
            defaultValue = "0")
    private int patience;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures there, for machines.")
    private Path json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    /** What is learnt. */
    private String taskName;

    @Override
    public Integer call() throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        ServiceTraining training = training(console);
        long start = System.nanoTime();
        Evaluation evaluation = training.run(out, commandLine());
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        TrainReport report = new TrainReport(taskName, code, model, k, r, evaluation, seconds);
        report.print(console, out);
        if (json != null) {
            report.writeJson(json);
        }
        return 0;
    }

    private ServiceTraining training(PrintWriter console) {
        try {
            TrainingSettings settings = TrainingSettings.defaults(
                            epochs,
                            parityEpochs,
                            named("--parity-loss", ParityLoss.values(), parityLoss),
                            seed,
                            threads)
                    .within(minutes, patience)
                    .decaying(weightDecay)
                    .in(named("--precision", Precision.values(), precision));
            CodeSpec codeSpec = codeSpec();
            Family family = named("--model", Family.values(), model);
            Models models = new Models(family, deployedFile(), ParityModel.parse(parityModel));
            Task data = topic.isGiven() ? topic.read(deployed, console) : task.read();
            taskName = data.name();
            console.println(data.source());
            return new ServiceTraining(
                    new Recipe(data, codeSpec, models, settings), epoch -> TrainReport.print(console, epoch));
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    private Optional<Path> deployedFile() {
        if (deployed == null) {
            return Optional.empty();
        }
        if (Files.isDirectory(deployed)) {
            return Optional.of(Path.of(Service.read(deployed).deployedModel().path()));
        }
        if (!Files.isRegularFile(deployed)) {
            throw new UserError(
                    "--deployed must be a TorchScript file or a service's folder but there is no " + deployed);
        }
        return Optional.of(deployed);
    }

    private CodeSpec codeSpec() {
        String[] parts = code.split("/", -1);
        if (parts.length != 2) {
            throw new UserError("--code must be ENCODER/OUTPUT, for example concatenation/per-slot, but was " + code);
        }
        return new CodeSpec(
                named("--code", Encoder.Kind.values(), parts[0]),
                named("--code", ParityOutput.Kind.values(), parts[1]),
                k,
                r);
    }

    private static <T extends Enum<T>> T named(String option, T[] constants, String name) {
        for (T constant : constants) {
            if (kebab(constant).equals(name)) {
                return constant;
            }
        }
        List<String> known = Arrays.stream(constants).map(TrainCommand::kebab).toList();
        throw new UserError(option + " must be one of " + String.join(", ", known) + " but was " + name);
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What was typed, without where the figures went: that changes nothing in the service. */
    private String commandLine() {
        StringBuilder command = new StringBuilder("./parm train");
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            if (!option.longestName().equals("--json")) {
                command.append(' ')
                        .append(option.longestName())
                        .append(' ')
                        .append(option.originalStringValues().get(0));
            }
        }
        return command.toString();
    }
}
