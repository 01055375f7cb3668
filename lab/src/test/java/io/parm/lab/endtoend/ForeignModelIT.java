package io.parm.lab.endtoend;

import static io.parm.training.torchscript.Layers.averagePool;
import static io.parm.training.torchscript.Layers.convolution;
import static io.parm.training.torchscript.Layers.flatten;
import static io.parm.training.torchscript.Layers.linear;
import static io.parm.training.torchscript.Layers.relu;
import static io.parm.training.torchscript.Layers.sequence;
import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.Instance;
import io.parm.inference.LocalInstances;
import io.parm.lab.cluster.RunningJob;
import io.parm.lab.command.TrainCommand;
import io.parm.lab.load.Answer;
import io.parm.lab.load.AnswerCollector;
import io.parm.lab.load.LoadGenerator;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.SampleInputs;
import io.parm.model.Service;
import io.parm.schemas.AnswerSource;
import io.parm.training.data.Samples;
import io.parm.training.data.TaskFiles;
import io.parm.training.data.Tasks;
import io.parm.training.torchscript.Layer;
import io.parm.training.torchscript.Script;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A classifier of none of our families, for other inputs and outputs than the demo's, from its file to answers from the job. */
class ForeignModelIT {

    private static final int[] SHAPE = {3, 32, 32};

    /**
     * Stands for a file that somebody exported: two average poolings around a convolution with no normalisation, seven outputs. What
     * matters is that nothing of ours knows its layers; what Python itself exported is tested with the training.
     */
    private static final Layer FOREIGN = sequence(
            averagePool(2),
            convolution(6, 3, 1, 0),
            relu(),
            averagePool(5),
            flatten(),
            linear(24),
            relu(),
            linear(ColourPictures.CLASSES));

    @TempDir
    private static Path folder;

    @AutoClose
    private static TestStand stand;

    private static Service service;
    private static Samples queries;

    @BeforeAll
    static void train() throws Exception {
        Path pictures = folder.resolve("pictures");
        Path model = folder.resolve("exported.torchscript");
        ColourPictures.write(pictures);
        Script.write(FOREIGN, SHAPE, 6, model);
        TrainCommand train = new TrainCommand();
        StringWriter said = new StringWriter();
        new CommandLine(train)
                .setOut(new PrintWriter(said))
                .parseArgs(("--task image-folder --data " + pictures + " --deployed " + model
                                + " --parity-model compact-4 --parity-epochs 60 --threads 1 --out "
                                + folder.resolve("service"))
                        .split(" "));
        assertThat(train.call()).isZero();
        service = Service.read(folder.resolve("service"));
        queries =
                Tasks.read(Tasks.named("image-folder"), TaskFiles.in(pictures)).test();
        stand = new TestStand(folder.resolve("stand"));
    }

    @Test
    void theServiceSaysWhatTheModelTakesAndPutsOut() {
        assertThat(service.inputShape()).containsExactly(SHAPE);
        assertThat(service.manifest().output().labels()).hasSize(ColourPictures.CLASSES);
        assertThat(service.manifest().training()).containsEntry("model", "given");
        assertThat((double) service.manifest().evaluation().get("agreement")).isGreaterThan(50);
    }

    @Test
    void theJobAnswersWithTheModelsOwnOutputs() throws Exception {
        Map<String, Answer> answers = answers("own", "", Map.of("answer.deadline", "1 min", "answer.give-up", "1 min"));
        assertThat(answers.values()).extracting(Answer::source).containsOnly(AnswerSource.ORIGINAL);
        try (Instance deployed = new LocalInstances().open(service.deployedModel(), "deployed", 1)) {
            for (int i = 0; i < queries.size(); i++) {
                float[] output = output(deployed, i);
                assertThat(answers.get("own-" + i).output()).as("query %d", i).isEqualTo(output);
            }
        }
    }

    @Test
    void theJobReconstructsThemWhenEveryInstanceFails() throws Exception {
        Map<String, Answer> answers = answers("failed", "fail:deployed-*", Map.of());
        assertThat(answers.values()).extracting(Answer::source).containsOnly(AnswerSource.RECONSTRUCTED);
        int same = 0;
        try (Instance deployed = new LocalInstances().open(service.deployedModel(), "deployed", 1)) {
            for (int i = 0; i < queries.size(); i++) {
                Answer original = new Answer(0, AnswerSource.ORIGINAL, output(deployed, i), 1);
                same += original.argmax() == answers.get("failed-" + i).argmax() ? 1 : 0;
            }
        }
        assertThat((double) same / queries.size()).isGreaterThan(0.5);
    }

    private static float[] output(Instance deployed, int query) {
        return deployed.infer(List.of(queries.input(query)))
                .toCompletableFuture()
                .join()
                .get(0);
    }

    /** Runs the job, sends every test picture once and returns the answers. */
    private static Map<String, Answer> answers(String name, String plan, Map<String, String> more) throws Exception {
        String servers = stand.kafka.bootstrapServers();
        Map<String, String> settings = stand.settings(name, more);
        settings.put("service", folder.resolve("service").toString());
        RunningJob job = stand.submit(settings, plan, Optional.empty());
        try (AnswerCollector answers = new AnswerCollector(servers, name + "-predictions", name);
                LoadGenerator load = new LoadGenerator(servers, name + "-queries", new SampleInputs(queries))) {
            load.send(name, PoissonSchedule.ofCount(100, queries.size(), 1));
            assertThat(answers.await(queries.size(), Await.LONG)).isTrue();
            assertThat(job.restarts()).isZero();
            return answers.answers();
        } finally {
            job.cancel();
        }
    }
}
