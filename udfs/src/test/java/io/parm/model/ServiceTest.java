package io.parm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.coding.Encoder;
import io.parm.coding.ParityOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTest {

    @TempDir
    private Path folder;

    private String deployed;

    @BeforeEach
    void writeService() throws IOException {
        deployed = write("deployed.pt", "the deployed model");
        String parity = write("parity-0.pt", "the parity model");
        Service.write(
                folder,
                new ServiceManifest(
                        "digits",
                        new ServiceManifest.Input("float32", List.of(1, 4, 4)),
                        new ServiceManifest.Preprocess(List.of(0.5f), List.of(0.25f)),
                        new ServiceManifest.Output(3, "classification", List.of("one", "two", "three")),
                        List.of(0f, 0f, 1f),
                        new ServiceManifest.Code(Encoder.Kind.CONCATENATION, ParityOutput.Kind.PER_SLOT, 2, 1, true),
                        new ServiceManifest.Deployed("deployed.pt", deployed),
                        List.of(new ServiceManifest.Parity("parity-0.pt", parity, deployed, 2)),
                        Map.of("accuracy", 0.9),
                        Map.of("command", "parm train", "seed", 7)));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Service service = Service.read(folder);

        assertThat(service.manifest().code().parityOutput()).isEqualTo(ParityOutput.Kind.PER_SLOT);
        assertThat(service.manifest().training()).containsEntry("command", "parm train");
        assertThat(service.defaultOutput()).containsExactly(0, 0, 1);
        assertThat(service.deployedModel())
                .isEqualTo(new ModelFile(folder.resolve("deployed.pt").toString(), new int[] {1, 4, 4}, 3));
        assertThat(service.parityModels())
                .containsExactly(new ModelFile(folder.resolve("parity-0.pt").toString(), new int[] {1, 4, 4}, 6));
        assertThat(service.code().r()).isEqualTo(1);
        assertThat(service.codeWithoutParity().r()).isZero();
    }

    @Test
    void missingFolderIsRefused() {
        assertRefused(folder.resolve("elsewhere"), "service.yaml is missing");
    }

    @Test
    void missingModelFileIsRefused() throws IOException {
        Files.delete(folder.resolve("parity-0.pt"));

        assertRefused(folder, "parity[0].file is missing: " + folder.resolve("parity-0.pt"));
    }

    @Test
    void fileOtherThanTheManifestsIsRefusedWithBothFingerprints() throws IOException {
        String other = write("deployed.pt", "another deployed model");

        assertRefused(folder, "deployed.sha256 is " + deployed, other);
    }

    @Test
    void parityModelOfAnotherDeployedModelIsRefusedWithBothFingerprints() throws IOException {
        String other = write("deployed.pt", "another deployed model");
        edit(
                "deployed:\n  file: deployed.pt\n  sha256: " + deployed,
                "deployed:\n  file: deployed.pt\n  sha256: " + other);

        assertRefused(folder, "was trained for the deployed model " + deployed, "the deployed model is " + other);
    }

    @Test
    void parityModelOfAnotherGroupSizeIsRefused() throws IOException {
        edit("  k: 2\n  r: 1", "  k: 4\n  r: 1");

        assertRefused(folder, "was trained for k = 2 but code.k is 4");
    }

    @Test
    void everyOtherDefectIsOneSentenceThatNamesItsField() throws IOException {
        assertRefusedAfter("  r: 1", "  r: 2", "code.r is 2 but there are 1");
        assertRefusedAfter("  r: 1", "  r: 9", "r must be 0..4 but was 9");
        assertRefusedAfter("encoder: concatenation", "encoder: addition", "tells slots apart");
        assertRefusedAfter("encoder: concatenation", "encoder: averaging", "one of addition, concatenation, stacking");
        assertRefusedAfter("name: digits", "name: digits\nspeed: 3", "speed");
        assertRefusedAfter("dtype: float32", "dtype: int8", "input.dtype must be float32 but was int8");
        assertRefusedAfter("  size: 3", "  size: 4", "must name 4 classes");
        assertRefusedAfter("- 1.0", "- .nan", "default-output");
        assertRefusedAfter("- 0.25", "- 0.0", "preprocess.std must be above 0");
        assertRefusedAfter("file: parity-0.pt", "file: ../parity-0.pt", "must lie in the service's folder");
        assertRefusedAfter("name: digits", "name: [", "service.yaml");
    }

    private void assertRefusedAfter(String from, String to, String message) throws IOException {
        Path file = folder.resolve(ServiceManifest.FILE_NAME);
        String before = Files.readString(file);
        edit(from, to);
        assertRefused(folder, message);
        Files.writeString(file, before);
    }

    private static void assertRefused(Path folder, String... parts) {
        assertThatThrownBy(() -> Service.read(folder))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll(parts)
                .message()
                .doesNotContain("\n");
    }

    private void edit(String from, String to) throws IOException {
        Path file = folder.resolve(ServiceManifest.FILE_NAME);
        String before = Files.readString(file);
        assertThat(before).contains(from);
        Files.writeString(file, before.replace(from, to));
    }

    private String write(String name, String content) throws IOException {
        return Fingerprint.sha256(Files.writeString(folder.resolve(name), content));
    }
}
