package io.parm.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ErasureCode;
import io.parm.coding.ParityOutput;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupMarkTest {

    private static final CodeSpec CODE = new CodeSpec(Encoder.Kind.STACKING, ParityOutput.Kind.SUM, 3, 1);
    private static final List<String> MODELS = List.of("aa", "bb");

    private final GroupMark mark = mark(CODE, 2, MODELS);

    /** A mark is in savepoints: a version that made others would not know its own groups again. */
    @Test
    void markOfACodeAndItsModelsIsTheSameInEveryVersion() {
        assertThat(mark).isEqualTo(new GroupMark(3, "k3-128c2812-"));
    }

    @Test
    void everythingThatADecodeDependsOnMakesAnotherMark() {
        assertThat(List.of(
                        mark,
                        mark(new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, 3, 1), 2, MODELS),
                        mark(new CodeSpec(Encoder.Kind.STACKING, ParityOutput.Kind.PER_SLOT, 3, 1), 2, MODELS),
                        mark(new CodeSpec(Encoder.Kind.STACKING, ParityOutput.Kind.SUM, 2, 1), 2, MODELS),
                        mark(new CodeSpec(Encoder.Kind.STACKING, ParityOutput.Kind.SUM, 3, 2), 2, MODELS),
                        mark(CODE, 4, MODELS),
                        mark(CODE, 2, List.of("cc", "bb")),
                        mark(CODE, 2, List.of("aa", "cc"))))
                .hasSize(8)
                .doesNotHaveDuplicates();
    }

    @Test
    void groupIsAnothersIfItsIdHasAnotherMark() {
        assertThat(mark.isOthers(mark.text() + "abc-0")).isFalse();
        assertThat(mark.isOthers("k3-00000000-abc-0")).isTrue();
        assertThat(mark.isOthers("k2" + mark.text().substring(2) + "abc-0")).isTrue();
    }

    @Test
    void slotsOfAnotherServicesGroupAreThoseThatItsIdSays() {
        assertThat(mark.k(mark.text() + "abc-0")).isEqualTo(3);
        assertThat(mark.k("k16-00000000-abc-0")).isEqualTo(16);
        assertThat(GroupMark.nameOf("k16-00000000-abc-0")).isEqualTo("k16-00000000");
    }

    /** They were a random number in base 36 and a count. */
    @Test
    void unmarkedIdIsThisServices() {
        for (String id : List.of("3w5e11264sgsf-17", "k3-1", "k2-12345678")) {
            assertThat(mark.isOthers(id)).isFalse();
            assertThat(mark.k(id)).isEqualTo(3);
        }
    }

    private static GroupMark mark(CodeSpec code, int height, List<String> fingerprints) {
        return GroupMark.of(ErasureCode.of(code, new int[] {1, height, 2}), fingerprints);
    }
}
