package io.parm.lab.local;

import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.highavailability.ClientHighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils;
import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalException;
import org.apache.flink.runtime.util.LeaderRetrievalUtils;

/** Which JobManager leads, found as Flink's own client finds it. */
final class Leader {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private Leader() {}

    /** Until its session with ZooKeeper is over, one that was killed is still said to lead. */
    static Optional<String> of(ClusterFolder folder, ClusterPlan plan) {
        Configuration settings =
                GlobalConfiguration.loadConfiguration(folder.conf().toString());
        try (ClientHighAvailabilityServices services =
                HighAvailabilityServicesUtils.createClientHAService(settings, fatal -> {})) {
            LeaderInformation leader = LeaderRetrievalUtils.retrieveLeaderInformation(
                    services.getClusterRestEndpointLeaderRetriever(), LONGEST);
            return plan.jobManagers().stream()
                    .filter(name -> plan.webAddress(name).equals(leader.getLeaderAddress()))
                    .findFirst();
        } catch (LeaderRetrievalException e) {
            return Optional.empty();
        } catch (Exception e) {
            // Flink declares no other.
            throw new IllegalStateException("cannot ask ZooKeeper who leads", e);
        }
    }
}
