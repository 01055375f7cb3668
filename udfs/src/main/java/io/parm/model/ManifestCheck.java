package io.parm.model;

import io.parm.coding.ErasureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Every rule a manifest and the files beside it must meet; the first that does not hold is a {@link UserError}. */
final class ManifestCheck {

    private static final int MAX_INPUT_ELEMENTS = 1 << 26;

    private final Path folder;
    private final ServiceManifest manifest;

    ManifestCheck(Path folder, ServiceManifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    void run() {
        require(
                manifest.name() != null && manifest.name().matches("[A-Za-z0-9._-]{1,64}"),
                "name must be 1..64 letters, digits, '.', '_' or '-' but was " + manifest.name());
        checkInput();
        checkOutput();
        checkCode();
        checkPreprocess();
        checkDeployed();
        checkParity();
    }

    private void checkInput() {
        require(manifest.input() != null && manifest.input().shape() != null, "input.shape is missing");
        require(
                "float32".equals(manifest.input().dtype()),
                "input.dtype must be float32 but was " + manifest.input().dtype());
        List<Integer> shape = manifest.input().shape();
        require(
                !shape.isEmpty() && shape.stream().allMatch(size -> size != null && size > 0),
                "input.shape must hold sizes of at least 1 but was " + shape);
        double elements = shape.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
        require(
                elements <= MAX_INPUT_ELEMENTS,
                "input.shape must have at most " + MAX_INPUT_ELEMENTS + " elements but was " + shape);
    }

    private void checkOutput() {
        ServiceManifest.Output output = manifest.output();
        require(output != null, "output is missing");
        require(output.size() >= 1, "output.size must be at least 1 but was " + output.size());
        require(
                List.of(ServiceManifest.Output.CLASSIFICATION, "regression").contains(output.kind()),
                "output.kind must be classification or regression but was " + output.kind());
        require(
                output.labels() == null || output.labels().size() == output.size(),
                "output.labels must name " + output.size() + " classes");
        List<Float> fallback = manifest.defaultOutput();
        require(
                fallback != null && fallback.size() == output.size(),
                "default-output must have " + output.size() + " floats but was " + fallback);
        require(
                fallback.stream().allMatch(value -> value != null && Float.isFinite(value)),
                "default-output must be finite but was " + fallback);
    }

    private void checkCode() {
        ServiceManifest.Code code = manifest.code();
        require(
                code != null && code.encoder() != null && code.parityOutput() != null,
                "code needs encoder and parity-output");
        try {
            ErasureCode.of(
                    code.spec(),
                    manifest.input().shape().stream()
                            .mapToInt(Integer::intValue)
                            .toArray());
        } catch (IllegalArgumentException e) {
            throw new UserError(file() + ": code: " + e.getMessage(), e);
        }
    }

    private void checkPreprocess() {
        ServiceManifest.Preprocess preprocess = manifest.preprocess();
        if (preprocess == null) {
            return;
        }
        List<Integer> shape = manifest.input().shape();
        require(
                shape.size() == 3 && (shape.get(0) == 1 || shape.get(0) == 3),
                "preprocess needs an input shape of [1 or 3, height, width] but it is " + shape);
        int channels = shape.get(0);
        require(
                preprocess.mean() != null
                        && preprocess.std() != null
                        && preprocess.mean().size() == channels
                        && preprocess.std().size() == channels,
                "preprocess.mean and preprocess.std must have " + channels + " floats each");
        require(
                preprocess.std().stream().allMatch(std -> std != null && std > 0),
                "preprocess.std must be above 0 but was " + preprocess.std());
    }

    private void checkDeployed() {
        require(manifest.deployed() != null && manifest.deployed().file() != null, "deployed.file is missing");
        checkFile("deployed", manifest.deployed().file(), manifest.deployed().sha256());
    }

    private void checkParity() {
        List<ServiceManifest.Parity> models = manifest.parity();
        require(
                models != null && models.size() == manifest.code().r(),
                "parity must list one model per parity query: code.r is "
                        + manifest.code().r() + " but there are " + (models == null ? 0 : models.size()));
        for (int parity = 0; parity < models.size(); parity++) {
            ServiceManifest.Parity model = models.get(parity);
            String name = "parity[" + parity + "]";
            require(model.file() != null, name + ".file is missing");
            require(
                    manifest.deployed().sha256().equals(model.trainedFor()),
                    name + " (" + model.file() + ") was trained for the deployed model " + model.trainedFor()
                            + " but the deployed model is "
                            + manifest.deployed().sha256());
            require(
                    model.k() == manifest.code().k(),
                    name + " (" + model.file() + ") was trained for k = " + model.k() + " but code.k is "
                            + manifest.code().k());
            checkFile(name, model.file(), model.sha256());
        }
    }

    private void checkFile(String name, String file, String sha256) {
        Path path = folder.resolve(file);
        require(
                path.normalize().startsWith(folder.normalize()),
                name + ".file must lie in the service's folder but is " + file);
        require(Files.isRegularFile(path), name + ".file is missing: " + path);
        String actual;
        try {
            actual = Fingerprint.sha256(path);
        } catch (IOException e) {
            throw new UserError(path + " cannot be read: " + e.getMessage(), e);
        }
        require(
                actual.equals(sha256),
                name + ".sha256 is " + sha256 + " but " + path + " has " + actual
                        + ": not the file this manifest was written for");
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new UserError(file() + ": " + message);
        }
    }

    private Path file() {
        return folder.resolve(ServiceManifest.FILE_NAME);
    }
}
