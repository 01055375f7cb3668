package io.parm.job;

import io.parm.coding.Encoder;
import io.parm.coding.ParityOutput;
import io.parm.model.Fingerprint;
import io.parm.model.Service;
import io.parm.model.ServiceManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A service folder whose model files are only names, for {@link ScriptedInstances}. */
public final class TestService {

    private TestService() {}

    /** k = 2, r = 1, addition and sum, partial groups. */
    public static Service write(Path folder) throws IOException {
        return write(folder, 2);
    }

    /** The same for other groups. */
    public static Service write(Path folder, int k) throws IOException {
        String deployed = Fingerprint.sha256(Files.writeString(folder.resolve("deployed.pt"), "deployed"));
        String parity = Fingerprint.sha256(Files.writeString(folder.resolve("parity-0.pt"), "parity"));
        return Service.write(
                folder,
                new ServiceManifest(
                        "linear",
                        new ServiceManifest.Input("float32", List.of(1, 2, 2)),
                        new ServiceManifest.Preprocess(List.of(0.5f), List.of(0.5f)),
                        new ServiceManifest.Output(ScriptedInstances.OUTPUT_SIZE, "regression", null),
                        List.of(-1f, -1f),
                        new ServiceManifest.Code(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, k, 1, true),
                        new ServiceManifest.Deployed("deployed.pt", deployed),
                        List.of(new ServiceManifest.Parity("parity-0.pt", parity, deployed, k)),
                        Map.of(),
                        Map.of()));
    }
}
