package io.parm.lab;

import io.parm.lab.command.BenchCommand;
import io.parm.lab.command.ClusterCommand;
import io.parm.lab.command.DataCommand;
import io.parm.lab.command.DemoCommand;
import io.parm.lab.command.EvaluateCommand;
import io.parm.lab.command.InstanceCommand;
import io.parm.lab.command.ProduceCommand;
import io.parm.lab.command.ResultsCommand;
import io.parm.lab.command.RunCommand;
import io.parm.lab.command.SoakCommand;
import io.parm.lab.command.TrainCommand;
import io.parm.model.UserError;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The one command people type. What goes wrong is told in one line; stack traces go to the log. */
@Command(
        name = "parm",
        description = "Coded inference on streams: late predictions are reconstructed from a parity model's output.",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            ClusterCommand.class,
            InstanceCommand.class,
            ProduceCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            DataCommand.class,
            ResultsCommand.class,
            BenchCommand.class,
            SoakCommand.class,
            HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "The launcher adds: parm test runs the test suite; --yes installs what is missing without asking."
        })
public final class Parm implements Runnable {

    /** A mistake on the command line. */
    static final int USAGE_ERROR = 2;

    /** Anything else that the person must mend, or that broke. */
    static final int FAILURE = 1;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    /** Runs one command and ends the process, whatever threads it left. */
    public static void main(String[] args) {
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
            System.exit(tell(commandLine(), failure));
        });
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine parm = new CommandLine(new Parm())
                .setParameterExceptionHandler((mistake, args) -> tellMistake(mistake))
                .setExecutionExceptionHandler((failure, command, parsed) -> tell(command, failure))
                .setCaseInsensitiveEnumValuesAllowed(true);
        ClusterCommand.leaveFlinkItsOptions(parm.getSubcommands().get("cluster"));
        return parm;
    }

    /** Without a command: says which there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int tellMistake(ParameterException mistake) {
        CommandLine command = mistake.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println("parm: " + oneLine(mistake) + " (see " + name + " --help)");
        return USAGE_ERROR;
    }

    private static int tell(CommandLine command, Throwable failure) {
        if (failure instanceof UserError) {
            LoggerFactory.getLogger(Parm.class).info("refused", failure);
            command.getErr().println("parm: " + oneLine(failure));
            return FAILURE;
        }
        LoggerFactory.getLogger(Parm.class).error("{} failed", command.getCommandName(), failure);
        command.getErr()
                .println("parm: " + failure.getClass().getSimpleName() + ": " + oneLine(failure) + " (details in "
                        + Home.data().resolve("logs/parm.log") + ")");
        return FAILURE;
    }

    private static String oneLine(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .replaceAll("\\s*\\R\\s*", " ")
                .strip();
    }
}
