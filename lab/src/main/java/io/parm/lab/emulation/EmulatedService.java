package io.parm.lab.emulation;

import io.parm.coding.CodeSpec;
import io.parm.coding.ParityOutput;
import io.parm.model.Fingerprint;
import io.parm.model.Service;
import io.parm.model.ServiceManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Services for emulated instances: everything a job reads of a service, and files that no model is in. */
public final class EmulatedService {

    private static final String MODEL = "emulated.txt";

    private EmulatedService() {}

    /**
     * Writes a service.
     *
     * @param folder is made
     * @param inputShape of one query
     * @param outputSize floats of an output
     * @param code of its groups; incomplete groups are protected where the code can do that
     */
    public static Service write(Path folder, int[] inputShape, int outputSize, CodeSpec code) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(MODEL), "Emulated: there is no model, only the time it would take.\n");
            String fingerprint = Fingerprint.sha256(folder.resolve(MODEL));
            boolean hasSlots = code.parityOutput() == ParityOutput.Kind.PER_SLOT;
            ServiceManifest.Parity parity = new ServiceManifest.Parity(MODEL, fingerprint, fingerprint, code.k());
            return Service.write(
                    folder,
                    new ServiceManifest(
                            "emulated",
                            new ServiceManifest.Input(
                                    "float32", IntStream.of(inputShape).boxed().toList()),
                            null,
                            new ServiceManifest.Output(outputSize, "classification", null),
                            Collections.nCopies(outputSize, 0f),
                            new ServiceManifest.Code(code.encoder(), code.parityOutput(), code.k(), code.r(), hasSlots),
                            new ServiceManifest.Deployed(MODEL, fingerprint),
                            List.copyOf(Collections.nCopies(code.r(), parity)),
                            Map.of(),
                            Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder, e);
        }
    }
}
