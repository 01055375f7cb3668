package io.parm.lab.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.lab.bench.Experiment;
import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonFileTest {

    /** Tests run in the module's folder. */
    private static final Path HOME = Path.of("..");

    private static final String TWO_ARMS = """
            title: T
            about: A
            instances: emulated
            emulation: {transfers: 3}
            settings: {deployed.instances: 12}
            load: {rates: [200, 100], queries: 1000, warm-up-seconds: 1, runs: 2}
            quick: {rates: [200], queries: 100, warm-up-seconds: 1, runs: 1, arms: [a]}
            baseline: a
            subject: b
            arms:
              - {name: a, settings: {strategy: none}, paper: [{qps: 200, p999-ms: 52.8}]}
              - {name: b, code: stacking/per-slot, k: 4, r: 2}
            """;

    @TempDir
    private Path folder;

    @Test
    void aFileIsReadAsItIsWritten() throws IOException {
        Comparison comparison = read(TWO_ARMS);
        assertThat(comparison.load(false).rates()).containsExactly(200.0, 100.0);
        assertThat(comparison.load(false).length(200)).hasSeconds(5);
        assertThat(comparison.arms(comparison.load(true))).extracting(Arm::name).containsExactly("a");
        assertThat(comparison.arms().get(0).paperAt(200).p999Ms()).isEqualTo(52.8);
        assertThat(comparison.arms().get(0).paperAt(100)).isNull();
        assertThat(comparison.arms().get(1).spec()).hasToString("stacking/per-slot, k = 4, r = 2");
    }

    @Test
    void whatAnArmSaysOfItsCircumstancesWins() throws IOException {
        Emulation all = read(TWO_ARMS).emulation();
        assertThat(all.overriddenBy(null).transfers()).isEqualTo(3);
        assertThat(all.overriddenBy(new Emulation(5, null, null)).transfers()).isEqualTo(5);
        assertThat(all.overriddenBy(new Emulation(null, 0.5, null)).transfers()).isEqualTo(3);
    }

    @Test
    void mistakesAreNamed() {
        assertRefused(TWO_ARMS.replace("title: T", "title: T\ntitel: T"), "titel");
        assertRefused(TWO_ARMS.replace("baseline: a", "baseline: c"), "baseline must be one of a, b but was c");
        assertRefused(TWO_ARMS.replace("emulation: {transfers: 3}\n", ""), "emulation");
        assertRefused(TWO_ARMS.replace("instances: emulated", "instances: imagined"), "imagined");
        assertRefused(
                TWO_ARMS.replace("emulation: {transfers: 3}", "service: s").replace("emulated", "remote"), "network");
        assertRefused(TWO_ARMS.replace("queries: 1000", "queries: 0"), "queries");
    }

    @Test
    void everyExperimentOfTheCheckoutIsAWholeOne() {
        List<Path> files = ComparisonFile.in(HOME.resolve("lab/experiments"));
        assertThat(files).hasSizeGreaterThan(8);
        for (Path file : files) {
            Comparison comparison = ComparisonFile.read(file);
            ArmRunner runner = new ArmRunner(OffLine.bench(folder), comparison, folder);
            comparison
                    .arms()
                    .forEach(arm -> assertThat(runner.config(arm))
                            .as(file + ", " + arm.name())
                            .isNotNull());
            List<String> quick =
                    comparison.arms(comparison.quick()).stream().map(Arm::name).toList();
            assertThat(quick).as(file.toString()).contains(comparison.baseline(), comparison.subject());
        }
    }

    @Test
    void everyQuickVariantTakesLessThanTwoMinutes() {
        List<Path> files = ComparisonFile.in(HOME.resolve("lab/experiments"));
        assertThat(files).hasSizeGreaterThan(8);
        for (Path file : files) {
            Comparison comparison = ComparisonFile.read(file);
            assertThat(comparison.length(comparison.quick()))
                    .as(file.toString())
                    .isLessThan(Duration.ofMinutes(2));
        }
    }

    @Test
    void everyExperimentHasANameOfItsOwn() {
        assertThat(Catalogue.all(HOME))
                .extracting(Experiment::name)
                .doesNotHaveDuplicates()
                .contains(Catalogue.HEADLINE);
        assertThatThrownBy(() -> Catalogue.named(HOME, "figure-0"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("figure-11");
    }

    private Comparison read(String yaml) throws IOException {
        return ComparisonFile.read(Files.writeString(folder.resolve("comparison.yaml"), yaml));
    }

    private void assertRefused(String yaml, String named) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(UserError.class).hasMessageContaining(named);
    }
}
