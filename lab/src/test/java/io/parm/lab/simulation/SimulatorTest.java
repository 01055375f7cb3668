package io.parm.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.parm.coding.ParityOutput.Kind;
import io.parm.lab.emulation.ServiceModel;
import io.parm.lab.simulation.Disturbance.Slowdown;
import io.parm.lab.simulation.Policy.Timing;
import io.parm.lab.simulation.SimulationResult.Answers;
import io.parm.lab.straggler.PlannedLaw;
import io.parm.lab.straggler.StragglerPlan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatorTest {

    private static final long MS = 1_000_000;
    private static final ServiceModel MODEL = new ServiceModel(20, 0.05, 0.3, 10, 4, 1500);
    private static final Cluster DEAD_DEPLOYED = Cluster.of(1, 10, new FixedLaw(10));
    private static final Disturbance ONE_DEAD = new Disturbance(Slowdown.NONE, 1, 0);

    @Test
    void everyQueryIsAnsweredOnceUnderEveryPolicy() {
        List<Policy> policies = new ArrayList<>(List.of(Policy.none(), Policy.hedge(25), Policy.backup(0.2)));
        for (Kind output : Kind.values()) {
            for (int k = 1; k <= 4; k++) {
                policies.add(Policy.parity(k, output));
                policies.add(Policy.parity(k, output).with(new Timing(25, 200, 3, 10)));
            }
        }
        assertThat(policies).hasSize(3 + 2 * 4 * 2);
        for (Policy policy : policies) {
            Scenario scenario = Scenario.of(Arrivals.poisson(270, 9_999), Cluster.of(12, 6, MODEL), policy)
                    .with(new Disturbance(new Slowdown(0.3, 5, 100, 900), 1, 1));
            SimulationResult result = Simulator.run(scenario);
            assertThat(result.answers().count()).as("%s", policy).isEqualTo(9_999);
            assertThat(result.latencies().getTotalCount()).isEqualTo(9_999);
        }
    }

    @Test
    void theSameSeedGivesTheSameResult() {
        Scenario scenario =
                Scenario.of(Arrivals.poisson(270, 20_000), Cluster.of(12, 6, MODEL), Policy.parity(2, Kind.SUM));
        SimulationResult first = Simulator.run(scenario);
        assertThat(Simulator.run(scenario)).isEqualTo(first);
        assertThat(Simulator.run(scenario.withSeed(2)).latencies()).isNotEqualTo(first.latencies());
    }

    @Test
    void aDeadInstanceCostsTheOneQueryThatItHolds() {
        Policy policy = Policy.none().with(new Timing(0, 500, 0, 0));
        SimulationResult result =
                Simulator.run(Scenario.of(Arrivals.poisson(100, 10_000), Cluster.of(4, 0, new FixedLaw(10)), policy)
                        .with(ONE_DEAD));
        assertThat(result.answers()).isEqualTo(new Answers(9_999, 0, 1, 0));
        assertThat(result.maxMs()).isCloseTo(500, within(0.1));
    }

    @Test
    void whatWaitsBeyondGiveUpIsDroppedAndAnsweredByDefault() {
        Policy policy = Policy.none().with(new Timing(0, 25, 0, 0));
        SimulationResult result =
                Simulator.run(Scenario.of(Arrivals.at(new long[6]), Cluster.of(1, 0, new FixedLaw(10)), policy));
        // Ends at 10, 20 and 30 ms; the third comes after its default.
        assertThat(result.answers()).isEqualTo(new Answers(2, 0, 4, 0));
        assertThat(result.deployed().inferences()).isEqualTo(3);
    }

    @Test
    void aReconstructionWaitsForTheDeadline() {
        Policy policy = Policy.parity(2, Kind.PER_SLOT).with(new Timing(50, 500, 0, 0));
        SimulationResult result =
                Simulator.run(Scenario.of(Arrivals.at(0, 4 * MS, 100 * MS, 145 * MS), DEAD_DEPLOYED, policy)
                        .with(ONE_DEAD));
        // The second group is full 45 ms after its first query: 5 ms before its deadline, 5 before the parity output.
        assertThat(msOf(result)).containsExactly(50, 50, 50, 55);
        assertThat(result.answers()).isEqualTo(new Answers(0, 4, 0, 0));
    }

    @Test
    void aPartialGroupClosesAfterItsWaitAndIsProtectedIfItsCodeKnowsSlots() {
        Arrivals arrivals = Arrivals.at(0, MS, 100 * MS, 101 * MS, 102 * MS, 103 * MS);
        Timing timing = new Timing(0, 500, 5, 0);
        SimulationResult perSlot = Simulator.run(Scenario.of(
                        arrivals, DEAD_DEPLOYED, Policy.parity(4, Kind.PER_SLOT).with(timing))
                .with(ONE_DEAD));
        SimulationResult sum = Simulator.run(
                Scenario.of(arrivals, DEAD_DEPLOYED, Policy.parity(4, Kind.SUM).with(timing))
                        .with(ONE_DEAD));

        assertThat(msOf(perSlot)).containsExactly(10, 11, 12, 13, 14, 15);
        assertThat(perSlot.parity().inferences()).isEqualTo(2);
        assertThat(sum.answers().defaults()).isEqualTo(6);
        assertThat(sum.parity().inferences()).isEqualTo(1);
    }

    @Test
    void aParityQueryIsNotSentIfItsGroupIsThereBeforeTheDelay() {
        Scenario scenario = Scenario.of(
                Arrivals.poisson(100, 10_000), Cluster.of(50, 10, new FixedLaw(10)), Policy.parity(2, Kind.SUM));
        Timing late = Timing.EAGER.withParityDelayMs(11);
        assertThat(Simulator.run(scenario).parity().inferences()).isEqualTo(5_000);
        assertThat(Simulator.run(scenario.with(Policy.parity(2, Kind.SUM).with(late)))
                        .parity()
                        .inferences())
                .isZero();
    }

    @Test
    void anOriginalAfterItsAnswerIsACorrection() {
        Cluster cluster = Cluster.of(10, 10, new FixedLaw(100));
        SimulationResult result = Simulator.run(Scenario.of(
                Arrivals.at(0, 0, 1000 * MS),
                cluster,
                new Policy(Policy.replicate().code(), Timing.EAGER, 0.1)));
        // The run ends with the last answer, before the last original.
        assertThat(result.answers()).isEqualTo(new Answers(0, 3, 0, 2));
    }

    @Test
    void aBatchCostsLessThanItsQueriesOneByOne() {
        Cluster cluster = new Cluster(1, 0, new FixedLaw(10), new Cluster.Batching(4, 0.25));
        SimulationResult result = Simulator.run(Scenario.of(Arrivals.at(new long[5]), cluster, Policy.none()));
        assertThat(result.quantileMs(0.2)).isCloseTo(10, within(0.01));
        assertThat(result.quantileMs(0.4)).isCloseTo(27.5, within(0.01));
        assertThat(result.deployed().instanceSeconds()).isCloseTo(0.0275, within(1e-9));
    }

    @Test
    void withoutParityAFailedQueryIsADefaultAtOnce() {
        Cluster cluster = Cluster.of(2, 0, planned("crash:deployed-0", 2));
        // The first instance fails and then comes last: it gets what comes while the other one is busy.
        SimulationResult result = Simulator.run(
                Scenario.of(Arrivals.at(0, 50 * MS, 55 * MS, 100 * MS, 101 * MS, 102 * MS), cluster, Policy.none()));
        assertThat(msOf(result)).containsExactly(0, 0, 0, 0, 10, 10);
        assertThat(result.answers()).isEqualTo(new Answers(2, 0, 4, 0));
    }

    @Test
    void aFailedQueryIsReconstructedBeforeItsDeadlineAsSoonAsItCanBe() {
        Cluster cluster = Cluster.of(2, 1, planned("crash:deployed-0", 2));
        for (Kind output : Kind.values()) {
            Policy policy = Policy.parity(2, output).with(new Timing(300, 500, 0, 0));
            SimulationResult result = Simulator.run(Scenario.of(Arrivals.at(0, 4 * MS), cluster, policy));
            assertThat(msOf(result)).containsExactly(10, 14);
            assertThat(result.answers()).isEqualTo(new Answers(1, 1, 0, 0));
        }
    }

    @Test
    void whatNothingCanReconstructAnyMoreIsADefaultAtOnce() {
        Cluster cluster = Cluster.of(2, 2, planned("crash:deployed-*,slow:parity-*:x5", 2));
        SimulationResult sum = Simulator.run(Scenario.of(Arrivals.at(0, 4 * MS), cluster, Policy.parity(2, Kind.SUM)));
        SimulationResult perSlot =
                Simulator.run(Scenario.of(Arrivals.at(0, 4 * MS), cluster, Policy.parity(2, Kind.PER_SLOT)));
        SimulationResult noParity = Simulator.run(Scenario.of(
                Arrivals.at(0, 4 * MS),
                Cluster.of(2, 1, planned("crash:deployed-0,fail:parity-*", 2)),
                Policy.parity(2, Kind.PER_SLOT)));
        assertThat(msOf(sum)).containsExactly(0, 4);
        assertThat(sum.answers().defaults()).isEqualTo(2);
        assertThat(msOf(perSlot)).containsExactly(50, 54);
        assertThat(perSlot.answers().reconstructed()).isEqualTo(2);
        assertThat(msOf(noParity)).containsExactly(4, 10);
        assertThat(noParity.answers()).isEqualTo(new Answers(1, 0, 1, 0));
    }

    @Test
    void aHungInstanceKeepsWhatItGetsAndOneThatStallsTakesLonger() {
        Policy policy = Policy.none().with(new Timing(0, 500, 0, 0));
        SimulationResult hung = Simulator.run(Scenario.of(
                Arrivals.at(0, 100 * MS, 200 * MS, 600 * MS),
                Cluster.of(1, 0, planned("hang:deployed-0:after=50ms", 1)),
                policy));
        SimulationResult stalled = Simulator.run(Scenario.of(
                Arrivals.at(0, 100 * MS, 200 * MS, 600 * MS),
                Cluster.of(1, 0, planned("stall:deployed-0:40ms:every=150ms", 1)),
                policy));
        assertThat(msOf(hung)).containsExactly(10, 500, 500, 500);
        assertThat(msOf(stalled)).containsExactly(10, 50, 50, 50);
    }

    private static PlannedLaw planned(String plan, int deployed) {
        return new PlannedLaw(new FixedLaw(10), StragglerPlan.parse(plan), deployed);
    }

    @Test
    void aSlowdownTakesItsShareOfTheTime() {
        Slowdown slowdown = new Slowdown(0.5, 3, 50, 50);
        // So few that none finds an instance busy: who does gets another one, which is slow less often.
        SimulationResult result = Simulator.run(
                Scenario.of(Arrivals.poisson(0.2, 100_000), Cluster.of(4, 0, new FixedLaw(10)), Policy.none())
                        .with(new Disturbance(slowdown, 0, 0)));
        // A quarter takes 30 ms and the rest 10: four standard deviations.
        assertThat(slowdown.meanFactor()).isEqualTo(1.5);
        assertThat(result.meanMs()).isCloseTo(15, within(4 * 8.7 / Math.sqrt(100_000)));
    }

    @Test
    void theOverheadIsAddedToEveryAnswer() {
        Scenario scenario = Scenario.of(Arrivals.poisson(10, 1_000), Cluster.of(9, 0, new FixedLaw(10)), Policy.none());
        assertThat(Simulator.run(scenario.withOverheadMs(3)).p50Ms()).isCloseTo(13, within(0.01));
    }

    @Test
    void parityQueriesNeedInstances() {
        assertThatThrownBy(() -> Scenario.of(Arrivals.at(0), Cluster.of(1, 0, new FixedLaw(1)), Policy.replicate()))
                .hasMessage("parity queries need at least one parity instance");
    }

    private static int[] msOf(SimulationResult result) {
        List<Integer> all = new ArrayList<>();
        result.latencies().recordedValues().forEach(value -> {
            for (long i = 0; i < value.getCountAtValueIteratedTo(); i++) {
                all.add((int) Math.round(value.getValueIteratedTo() / 1e6));
            }
        });
        return all.stream().mapToInt(Integer::intValue).toArray();
    }
}
