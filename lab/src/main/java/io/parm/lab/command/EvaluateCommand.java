package io.parm.lab.command;

import io.parm.lab.Home;
import io.parm.lab.report.EvaluatedService;
import io.parm.lab.report.EvaluationPage;
import io.parm.model.Service;
import io.parm.training.Evaluation;
import io.parm.training.ServiceEvaluation;
import io.parm.training.TrainingHistory;
import io.parm.training.data.Task;
import io.parm.training.engine.Trainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parm evaluate}: measures a service on a task's test samples. */
@Command(
        name = "evaluate",
        description = "Measure what a service's reconstructions are worth, and write a page about it.",
        showDefaultValues = true)
public final class EvaluateCommand implements Callable<Integer> {

    private static final int THREADS = 2;
    private static final int EXAMPLES = 4;

    @Option(names = "--service", paramLabel = "DIR", description = "The service's folder.", required = true)
    private Path folder;

    @Mixin
    private TaskOptions task;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures there, for machines.")
    private Path json;

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "Where the page goes (default: evaluation-SERVICE.html beside the logs).")
    private Path report;

    @Option(names = "--seed", description = "Of the groups and of the interval.", defaultValue = "1")
    private int seed;

    @Option(
            names = "--write",
            negatable = true,
            description = "Whether the figures replace those in the service's service.yaml.",
            defaultValue = "false")
    private boolean write;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        Service service = Service.read(folder);
        Task data = task.read(service.manifest().name());
        console.println(data.source());
        Trainer.configureEngine(seed, THREADS);
        ServiceEvaluation.Options options = new ServiceEvaluation.Options(seed, THREADS);
        try (ServiceEvaluation models = ServiceEvaluation.open(folder, data, options)) {
            Evaluation evaluation = models.evaluate();
            tell(
                    new EvaluatedService(
                            name(),
                            service.manifest().code().spec(),
                            data,
                            evaluation,
                            models.examples(EXAMPLES),
                            new TrainingHistory(folder).read()),
                    console);
            if (write) {
                Service.write(folder, service.manifest().withEvaluation(evaluation.figures()));
                console.println("figures     " + folder.resolve("service.yaml"));
            }
        }
        console.flush();
        return 0;
    }

    private void tell(EvaluatedService subject, PrintWriter console) {
        EvaluateReport figures = new EvaluateReport(subject.task().name(), subject.code(), subject.evaluation());
        figures.print(console);
        Path page = report != null ? report : Home.data().resolve("evaluation-" + name() + ".html");
        new EvaluationPage(subject).write(page);
        console.println("page        " + page);
        if (json != null) {
            figures.writeJson(json);
            console.println("json        " + json);
        }
    }

    private String name() {
        return folder.toAbsolutePath().normalize().getFileName().toString();
    }
}
