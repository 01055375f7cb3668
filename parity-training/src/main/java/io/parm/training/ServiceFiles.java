package io.parm.training;

import io.parm.coding.CodeSpec;
import io.parm.model.Fingerprint;
import io.parm.model.Service;
import io.parm.model.ServiceManifest;
import io.parm.training.data.Normalisation;
import io.parm.training.data.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of a trained service, and its manifest.
 *
 * @param folder of the service
 * @param parityModel name of the parity models' network
 */
record ServiceFiles(Path folder, Recipe recipe, String parityModel) {

    /** File name of the deployed model. */
    static final String DEPLOYED = "deployed.pt";

    /** File name of a parity model. */
    static String parity(int parity) {
        return "parity-" + parity + ".pt";
    }

    /**
     * Writes the manifest, without figures yet, beside the model files, which must be there.
     *
     * @param defaultOutput the mean of the deployed model's outputs over the training samples
     * @param effort what went into the models
     * @param command how training was started
     */
    void write(float[] defaultOutput, Effort effort, String command) throws IOException {
        Task task = recipe.task();
        CodeSpec spec = recipe.spec();
        String fingerprint = Fingerprint.sha256(folder.resolve(DEPLOYED));
        Service.write(
                folder,
                new ServiceManifest(
                        task.name(),
                        new ServiceManifest.Input("float32", list(task.train().shape())),
                        preprocess(),
                        output(),
                        list(defaultOutput),
                        new ServiceManifest.Code(
                                spec.encoder(), spec.parityOutput(), spec.k(), spec.r(), knowsPartialGroups()),
                        new ServiceManifest.Deployed(DEPLOYED, fingerprint),
                        parities(fingerprint),
                        Map.of(),
                        training(command, effort)));
    }

    /** {@code null} if the service takes tensors only. */
    private ServiceManifest.Preprocess preprocess() {
        Normalisation normalisation = recipe.task().input().normalisation();
        return recipe.task().input().images()
                ? new ServiceManifest.Preprocess(normalisation.mean(), normalisation.std())
                : null;
    }

    private ServiceManifest.Output output() {
        Task.Output output = recipe.task().output();
        List<String> labels = output.labels().isEmpty() ? null : output.labels();
        return new ServiceManifest.Output(output.size(), output.kind().manifestName(), labels);
    }

    private List<ServiceManifest.Parity> parities(String trainedFor) throws IOException {
        List<ServiceManifest.Parity> parities = new ArrayList<>();
        for (int parity = 0; parity < recipe.spec().r(); parity++) {
            String fingerprint = Fingerprint.sha256(folder.resolve(parity(parity)));
            parities.add(new ServiceManifest.Parity(
                    parity(parity), fingerprint, trainedFor, recipe.spec().k()));
        }
        return parities;
    }

    private boolean knowsPartialGroups() {
        return recipe.settings().partialShare() > 0;
    }

    private Map<String, Object> training(String command, Effort effort) {
        Task task = recipe.task();
        TrainingSettings settings = recipe.settings();
        boolean deployedTaken = recipe.models().deployed().isPresent();
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("command", command);
        training.put("data", task.source());
        if (!task.input().images() && task.input().normalisation().channels() > 0) {
            training.put("input-mean", task.input().normalisation().mean());
            training.put("input-std", task.input().normalisation().std());
        }
        training.put("model", deployedTaken ? "given" : recipe.models().family().optionName());
        training.put("parity-model", parityModel);
        training.put("seed", settings.seed());
        if (!deployedTaken) {
            training.put("epochs", settings.epochs());
        }
        training.put("parity-epochs", effort.parityEpochs());
        training.put("parameters", effort.parameters());
        training.put("parity-parameters", effort.parityParameters());
        training.put("seconds", Math.round(effort.seconds()));
        training.put("seconds-per-parity-epoch", Math.round(effort.secondsPerParityEpoch() * 10) / 10.0);
        return training;
    }

    private static List<Integer> list(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static List<Float> list(float[] values) {
        List<Float> list = new ArrayList<>();
        for (float value : values) {
            list.add(value);
        }
        return list;
    }
}
