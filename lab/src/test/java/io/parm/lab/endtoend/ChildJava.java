package io.parm.lab.endtoend;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Java programs in processes of their own. */
public final class ChildJava {

    private ChildJava() {}

    /** The class path of the tests. */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /**
     * A program that can be started: with this JVM's access rights and properties, but a heap and a class path of its own.
     *
     * @param mainAndArguments a class and what it is told; options of the JVM may stand before it
     */
    public static ProcessBuilder of(String heap, String classPath, List<String> mainAndArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-Dai.djl"))
                .forEach(command::add);
        command.add("-cp");
        command.add(classPath);
        command.addAll(mainAndArguments);
        return new ProcessBuilder(command);
    }

    /** Starts a program and writes what it says into a file. */
    public static Process start(ProcessBuilder program, Path said) throws IOException {
        return program.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    }

    /** Ends processes as {@code kill -9} does, and waits for it. */
    public static void kill(Process... processes) throws InterruptedException {
        for (Process process : processes) {
            if (process != null) {
                Set.copyOf(process.descendants().toList()).forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        }
    }
}
