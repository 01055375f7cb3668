package io.parm.lab.command;

import io.parm.lab.report.ResultsTable;
import io.parm.model.Service;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parm results}: what services are worth, side by side, as their manifests say. */
@Command(
        name = "results",
        description = "Print the evaluations of services as one Markdown table; measures nothing.",
        mixinStandardHelpOptions = true)
public final class ResultsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SERVICE_DIR", arity = "1..*", description = "Folders of services.")
    private List<Path> folders;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(ResultsTable.of(
                folders.stream().map(folder -> Service.read(folder).manifest()).toList()));
        out.flush();
        return 0;
    }
}
