package io.parm.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.Instance;
import io.parm.inference.LocalInstances;
import io.parm.inference.remote.Endpoint;
import io.parm.inference.remote.RemoteInstance;
import io.parm.inference.remote.RemoteInstances;
import io.parm.inference.remote.RemoteOptions;
import io.parm.lab.Parm;
import io.parm.lab.endtoend.ChildJava;
import io.parm.model.ModelFile;
import io.parm.model.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command in a process of its own, as people start it. */
@Timeout(180)
class InstanceCommandTest {

    private static final Path SERVICE = Path.of("services/fashion-mnist");
    private static final Pattern READY = Pattern.compile("Serving (.*) at (grpc://\\S+) and (http://\\S+)");

    @Test
    void servesAServicesModelsUntilItIsToldToEnd() throws Exception {
        Process process = start("--http-port=0", "--grpc-port=0", "--instances=2");
        try (BufferedReader said = process.inputReader()) {
            Matcher ready = READY.matcher(said.readLine());
            assertThat(ready.matches()).isTrue();
            assertThat(ready.group(1)).isEqualTo("deployed, parity-0");
            Service service = Service.read(SERVICE);
            answersAsLocally(service.deployedModel(), "deployed", ready.group(2));
            answersAsLocally(service.parityModels().get(0), "parity-0", ready.group(3));

            // SIGTERM; through its handle, because the process would close the streams.
            process.toHandle().destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said.readLine()).isNull();
        } finally {
            ChildJava.kill(process);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--service=/no/such | no service at /no/such",
                "--service=SERVICE --model=parity-7 | --model must be one of deployed, parity-0 but was parity-7",
                "--service=SERVICE --http-port=65536 | --http-port must be 0..65535 but was 65536",
                "--service=SERVICE --instances=0 | --instances must be at least 1 but was 0",
                "--service=SERVICE --queue-capacity=0 | --queue-capacity must be at least 1 but was 0",
                "--service=SERVICE --stragglers=melt:deployed-0 | the fault must be one of",
                "--service=SERVICE --host=256.0.0.1 --grpc-port=0 --model=deployed | cannot listen at 256.0.0.1",
                "--service=SERVICE --device=tpu | --device must be cpu, gpu or gpu:INDEX but was tpu",
                "--service=SERVICE --device=gpu:7 | PyTorch cannot use gpu:7 here",
                "--model=deployed | --service",
            })
    void aMistakeIsOneSentence(String arguments, String why) throws Exception {
        Process process = start(arguments.replace("SERVICE", SERVICE.toString()).split(" "));
        try {
            String error = new String(process.getErrorStream().readAllBytes());
            assertThat(process.waitFor()).isNotZero();
            assertThat(error.lines().filter(line -> line.startsWith("parm: "))).hasSize(1);
            assertThat(error).contains(why).doesNotContain("\tat ");
        } finally {
            ChildJava.kill(process);
        }
    }

    private static void answersAsLocally(ModelFile model, String name, String address) {
        int elements = 1;
        for (int size : model.inputShape()) {
            elements *= size;
        }
        float[] input = new float[elements];
        for (int i = 0; i < elements; i++) {
            input[i] = (i % 7) / 7f;
        }
        RemoteInstances remote = new RemoteInstances(RemoteOptions.of(name).withConnectTimeoutMs(60_000));
        try (Instance local = new LocalInstances().open(model, "local", 1);
                RemoteInstance served = remote.open(model, name, Endpoint.parse(address))) {
            assertThat(served.ready().toCompletableFuture().join()).isTrue();
            assertThat(served.infer(List.of(input)).toCompletableFuture().join())
                    .containsExactlyElementsOf(
                            local.infer(List.of(input)).toCompletableFuture().join());
        }
    }

    private static Process start(String... arguments) throws IOException {
        List<String> program = new ArrayList<>(List.of(Parm.class.getName(), "instance"));
        if (List.of(arguments).stream().noneMatch(argument -> argument.startsWith("--service"))
                && arguments.length > 1) {
            program.add("--service=" + SERVICE);
        }
        program.addAll(List.of(arguments));
        return ChildJava.of("512m", ChildJava.classPath(), program).start();
    }
}
