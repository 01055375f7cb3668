package io.parm.model;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ErasureCode;
import io.parm.coding.ParityOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A service's folder, read and checked: every file is there, is the one the manifest names, and fits the code.
 *
 * <p>Immutable. Reading it hashes the model files; it loads none of them.
 */
public final class Service {

    private final Path folder;
    private final ServiceManifest manifest;
    private final ErasureCode code;

    private Service(Path folder, ServiceManifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
        this.code = ErasureCode.of(manifest.code().spec(), inputShape(manifest));
    }

    /**
     * Reads and checks a service's folder.
     *
     * @throws UserError if anything is missing or does not fit; one sentence that names the file
     */
    public static Service read(Path folder) {
        Path file = folder.resolve(ServiceManifest.FILE_NAME);
        if (!Files.isRegularFile(file)) {
            throw new UserError("no service at " + folder + ": " + ServiceManifest.FILE_NAME + " is missing");
        }
        String yaml;
        try {
            yaml = Files.readString(file);
        } catch (IOException e) {
            throw new UserError(file + " cannot be read: " + e.getMessage(), e);
        }
        ServiceManifest manifest = ManifestFormat.read(yaml, file);
        new ManifestCheck(folder, manifest).run();
        return new Service(folder, manifest);
    }

    /**
     * Writes the manifest into a service's folder, after the model files, and checks the whole.
     *
     * @throws UserError if the files beside it do not fit the manifest
     */
    public static Service write(Path folder, ServiceManifest manifest) {
        try {
            Files.createDirectories(folder);
            Path partial = folder.resolve("partial-" + ServiceManifest.FILE_NAME);
            Files.writeString(partial, ManifestFormat.write(manifest));
            Files.move(
                    partial,
                    folder.resolve(ServiceManifest.FILE_NAME),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.resolve(ServiceManifest.FILE_NAME), e);
        }
        return read(folder);
    }

    public ServiceManifest manifest() {
        return manifest;
    }

    /** The code its parity models were trained for. */
    public ErasureCode code() {
        return code;
    }

    /** Groups of one query without a parity query: no resilience, the baseline. */
    public ErasureCode codeWithoutParity() {
        return codeOfSingles(0);
    }

    /** Groups of one query whose parity query is that query again, for the deployed model to answer a second time. */
    public ErasureCode codeOfReplicas() {
        return codeOfSingles(1);
    }

    /** Shape of one query's input, without batch axis; the caller owns the array. */
    public int[] inputShape() {
        return inputShape(manifest);
    }

    /** The answer when nothing else came in time, {@code [c]}; the caller owns the array. */
    public float[] defaultOutput() {
        float[] output = new float[manifest.output().size()];
        for (int i = 0; i < output.length; i++) {
            output[i] = manifest.defaultOutput().get(i);
        }
        return output;
    }

    public ModelFile deployedModel() {
        return new ModelFile(
                path(manifest.deployed().file()),
                inputShape(),
                manifest.output().size());
    }

    /** One per parity query of a group, in order. */
    public List<ModelFile> parityModels() {
        List<ModelFile> models = new ArrayList<>();
        for (ServiceManifest.Parity parity : manifest.parity()) {
            models.add(new ModelFile(
                    path(parity.file()),
                    code.encoder().parityShape(),
                    code.parityOutput().parityOutputSize(manifest.output().size())));
        }
        return models;
    }

    private ErasureCode codeOfSingles(int parities) {
        return ErasureCode.of(new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, 1, parities), inputShape());
    }

    private String path(String file) {
        return folder.resolve(file).toAbsolutePath().normalize().toString();
    }

    private static int[] inputShape(ServiceManifest manifest) {
        return manifest.input().shape().stream().mapToInt(Integer::intValue).toArray();
    }
}
