package io.parm.training;

import io.parm.coding.CodeSpec;
import io.parm.coding.ErasureCode;
import io.parm.model.Fingerprint;
import io.parm.model.Service;
import io.parm.model.ServiceManifest;
import io.parm.training.data.Task;
import io.parm.training.torchscript.Family;
import io.parm.training.torchscript.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A service's folder whose models have learnt nothing: quickly made, and all that arithmetic needs. */
final class UntrainedService {

    private UntrainedService() {}

    static Service write(Path folder, Task task, CodeSpec spec) throws IOException {
        int[] shape = task.train().shape();
        int outputs = task.output().size();
        ErasureCode code = ErasureCode.of(spec, shape);
        Path deployed = folder.resolve("deployed.pt");
        Script.write(Family.MLP.layers(outputs), shape, 1, deployed);
        String fingerprint = Fingerprint.sha256(deployed);
        List<ServiceManifest.Parity> parities = new ArrayList<>();
        for (int parity = 0; parity < spec.r(); parity++) {
            Path file = folder.resolve("parity-" + parity + ".pt");
            int parityOutputs = code.parityOutput().parityOutputSize(outputs);
            Script.write(Family.MLP.layers(parityOutputs), code.encoder().parityShape(), 2 + parity, file);
            parities.add(new ServiceManifest.Parity(
                    file.getFileName().toString(), Fingerprint.sha256(file), fingerprint, spec.k()));
        }
        return Service.write(
                folder,
                new ServiceManifest(
                        task.name(),
                        new ServiceManifest.Input(
                                "float32", Arrays.stream(shape).boxed().toList()),
                        null,
                        new ServiceManifest.Output(outputs, task.output().kind().manifestName(), null),
                        Collections.nCopies(outputs, 0f),
                        new ServiceManifest.Code(spec.encoder(), spec.parityOutput(), spec.k(), spec.r(), true),
                        new ServiceManifest.Deployed("deployed.pt", fingerprint),
                        parities,
                        Map.of(),
                        Map.of()));
    }
}
