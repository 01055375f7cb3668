package io.parm.lab.endtoend;

import io.parm.model.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** What can be wrong before a job starts, one at a time; everything else is right. */
public enum WrongService {
    UNKNOWN_SETTING("answer.dedline"),
    SETTING_OUT_OF_BOUNDS("parallelism must be 1"),
    MISSING_SERVICE("service.yaml is missing"),
    MISSING_MODEL_FILE("parity[0].file is missing"),
    CHANGED_MODEL_FILE("not the file this manifest was written for"),
    PARITY_MODEL_OF_ANOTHER_DEPLOYED_MODEL("was trained for the deployed model 0123"),
    PARITY_MODEL_OF_ANOTHER_K("was trained for k = 4 but code.k is 2"),
    NO_TORCHSCRIPT("deployed.pt cannot be served");

    private static final String MANIFEST = "service.yaml";

    private final String clue;

    WrongService(String clue) {
        this.clue = clue;
    }

    /** What the message must say. */
    public String clue() {
        return clue;
    }

    /**
     * Makes a service with this mistake and says how to name it.
     *
     * @param folder for the service
     * @return settings, {@code key=value}
     */
    public List<String> settings(Path folder) throws IOException {
        Path service = copy(folder.resolve("service"));
        String setting = "service=" + service;
        switch (this) {
            case UNKNOWN_SETTING -> {
                return List.of(setting, "answer.dedline=60 ms");
            }
            case SETTING_OUT_OF_BOUNDS -> {
                return List.of(setting, "parallelism=0");
            }
            case MISSING_SERVICE -> Files.delete(service.resolve(MANIFEST));
            case MISSING_MODEL_FILE -> Files.delete(service.resolve("parity-0.pt"));
            case CHANGED_MODEL_FILE ->
                Files.write(service.resolve("deployed.pt"), new byte[] {0}, StandardOpenOption.APPEND);
            case PARITY_MODEL_OF_ANOTHER_DEPLOYED_MODEL -> edit(service, "trained-for: ....", "trained-for: 0123");
            case PARITY_MODEL_OF_ANOTHER_K -> edit(service, "(trained-for: .*\\R +k: )2", "$14");
            case NO_TORCHSCRIPT -> noTorchScript(service);
        }
        return List.of(setting);
    }

    private static void noTorchScript(Path service) throws IOException {
        Files.writeString(service.resolve("deployed.pt"), "no model");
        String sha256 = Fingerprint.sha256(service.resolve("deployed.pt"));
        edit(service, "(deployed:\\R.*\\R +sha256: ).*", "$1" + sha256);
        edit(service, "trained-for: .*", "trained-for: " + sha256);
    }

    private static void edit(Path service, String pattern, String replacement) throws IOException {
        Path manifest = service.resolve(MANIFEST);
        String before = Files.readString(manifest);
        String after = before.replaceAll(pattern, replacement);
        if (after.equals(before)) {
            throw new IllegalStateException(pattern + " is not in " + before);
        }
        Files.writeString(manifest, after);
    }

    private static Path copy(Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(TestStand.SERVICE)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return target;
    }
}
