package io.parm.lab.comparison;

import io.parm.lab.bench.InstanceKind;
import io.parm.lab.shuffle.NetworkShape;
import io.parm.model.UserError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * An experiment as data, one file of {@code lab/experiments}: arms that differ in a few settings, by turns under the same arrivals.
 *
 * @param title for people
 * @param about what is compared and under which circumstances, in a few sentences
 * @param instances what the arms' instances are
 * @param service folder of the arms' service, from the checkout; emulated instances need none
 * @param stragglers faults of all arms, as the demo takes them; {@code null} for none
 * @param emulation circumstances of emulated instances; {@code null} elsewhere
 * @param network what remote instances are joined by; {@code null} elsewhere
 * @param settings of the job, in all arms
 * @param load what is sent
 * @param quick what {@code --quick} makes of it
 * @param baseline name of the arm that gaps are compared with
 * @param subject name of the arm that the last sentence is about
 * @param arms in the order of the tables
 */
public record Comparison(
        String title,
        String about,
        InstanceKind instances,
        String service,
        String stragglers,
        Emulation emulation,
        NetworkShape network,
        Map<String, String> settings,
        Load load,
        Load quick,
        String baseline,
        String subject,
        List<Arm> arms) {

    /** From a job's submission to its first answer, and until it is gone. */
    private static final Duration START = Duration.ofSeconds(3);

    public Comparison {
        require(title != null && about != null, "title and about are required");
        require(load != null && quick != null, "load and quick are required");
        require(instances != null, "instances is required: real, remote or emulated");
        require((instances == InstanceKind.EMULATED) == (emulation != null), "emulated instances need emulation");
        require((instances == InstanceKind.REMOTE) == (network != null), "remote instances need network");
        require(instances == InstanceKind.EMULATED || service != null, instances + " instances need a service");
        require(arms != null && !arms.isEmpty(), "arms are required");
        settings = settings == null ? Map.of() : Map.copyOf(settings);
        stragglers = stragglers == null ? "" : stragglers;
        arms = List.copyOf(arms);
        String names = arms.stream().map(Arm::name).collect(Collectors.joining(", "));
        require(known(arms, baseline), "baseline must be one of " + names + " but was " + baseline);
        require(known(arms, subject), "subject must be one of " + names + " but was " + subject);
    }

    /**
     * What is sent.
     *
     * @param rates mean queries per second, one after the other
     * @param queries in each run, about
     * @param jvmWarmUpSeconds of each of two uncounted jobs before the first run, so that Java has compiled; 0 for 20
     * @param warmUpSeconds before each run
     * @param runs of every arm at every rate
     * @param arms that take part; {@code null} for all
     */
    public record Load(
            List<Double> rates, int queries, int jvmWarmUpSeconds, int warmUpSeconds, int runs, List<String> arms) {

        private static final int JVM_WARM_UP_SECONDS = 20;

        public Load {
            require(rates != null && !rates.isEmpty(), "rates are required");
            require(
                    queries > 0 && warmUpSeconds > 0 && runs > 0,
                    "queries, warm-up-seconds and runs must be 1 or more");
            rates = List.copyOf(rates);
            jvmWarmUpSeconds = jvmWarmUpSeconds == 0 ? JVM_WARM_UP_SECONDS : jvmWarmUpSeconds;
        }

        /** How long a run takes at a rate. */
        Duration length(double rate) {
            return Duration.ofMillis(Math.round(1000 * queries / rate));
        }

        boolean concerns(Arm arm) {
            return arms == null || arms.contains(arm.name());
        }
    }

    /** What is sent, of the two. */
    Load load(boolean isQuick) {
        return isQuick ? quick : load;
    }

    /** The arms of a load. */
    List<Arm> arms(Load chosen) {
        return arms.stream().filter(chosen::concerns).toList();
    }

    /** How long a load takes, warm-ups and starts of jobs with it; servers have yet to start. */
    Duration length(Load chosen) {
        Duration warmUps = Duration.ofSeconds(2L * chosen.jvmWarmUpSeconds()).plus(START.multipliedBy(2));
        return chosen.rates().stream()
                .map(rate -> chosen.length(rate)
                        .plusSeconds(chosen.warmUpSeconds())
                        .plus(START)
                        .multipliedBy((long) chosen.runs() * arms(chosen).size()))
                .reduce(warmUps, Duration::plus);
    }

    private static boolean known(List<Arm> arms, String name) {
        return arms.stream().anyMatch(arm -> Objects.equals(arm.name(), name));
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new UserError(message);
        }
    }
}
