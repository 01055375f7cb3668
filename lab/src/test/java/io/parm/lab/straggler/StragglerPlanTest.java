package io.parm.lab.straggler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.model.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StragglerPlanTest {

    @Test
    void anEmptyPlanConcernsNobody() {
        assertThat(StragglerPlan.parse(" ").faultsOf("deployed-0")).isEmpty();
    }

    @Test
    void aStarStandsForAnyCharacters() {
        StragglerPlan plan = StragglerPlan.parse("hang:*ed-*0");
        assertThat(plan.faultsOf("deployed-0")).hasSize(1);
        assertThat(plan.faultsOf("deployed-10")).hasSize(1);
        assertThat(plan.faultsOf("deployed-1")).isEmpty();
    }

    @Test
    void aNameWithoutStarIsTheWholeName() {
        StragglerPlan plan = StragglerPlan.parse("hang:deployed-1");
        assertThat(plan.faultsOf("deployed-1")).hasSize(1);
        assertThat(plan.faultsOf("deployed-12")).isEmpty();
    }

    @Test
    void faultsKeepTheirOrder() {
        assertThat(StragglerPlan.parse("stall:a:1s, slow:*:x2,hang:b").faultsOf("a"))
                .extracting(Fault::kind)
                .containsExactly(Fault.Kind.STALL, Fault.Kind.SLOW);
    }

    @Test
    void everyOptionIsRead() {
        Fault fault = StragglerPlan.parse("stall:a:250ms:after=5s:for=1m:pause=300us:seed=-3")
                .faultsOf("a")
                .get(0);
        assertThat(fault.extraNanos()).isEqualTo(250_000_000);
        assertThat(fault.timing()).isEqualTo(new Timing(5_000_000_000L, 60_000_000_000L, 0, 300_000, -3L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stal:a:1s                  | the fault must be one of stall, slow, fail, crash, hang but was 'stal'
            hang                       | name the instances, for example hang:deployed-0
            stall:a                    | a stall's length must be a duration above 0 such as 250ms, 5s or 1m but was ''
            stall:a:250                | a stall's length must be a duration above 0 such as 250ms, 5s or 1m but was '250'
            stall:a:0ms                | a stall's length must be a duration above 0 such as 250ms, 5s or 1m but was '0ms'
            slow:a:5                   | a slow instance's factor must be x1 or more, such as x5, but was '5'
            slow:a:x0.5                | a slow instance's factor must be x1 or more, such as x5, but was 'x0.5'
            fail:a:evry=1s             | an option must be after=, for=, every=, pause= or seed= but was 'evry=1s'
            fail:a:every=1s:pause=1s   | every= counts from the beginning of a strike and pause= from its end: give one of them
            fail:a:seed=1              | seed= makes the gaps of every= or pause= random: give one of them too
            fail:a:every=1s:seed=x     | seed must be an integer but was 'x'
            crash:a:every=1s           | a crash is for good: use fail to have calls fail now and then
            """)
    void aPlanThatCannotBeReadIsTheUsersToMend(String plan, String why) {
        assertThatThrownBy(() -> StragglerPlan.parse(plan))
                .isInstanceOf(UserError.class)
                .hasMessage("cannot read the straggler plan '" + plan + "': " + why);
    }
}
