package io.parm.job.kafka;

import io.parm.job.config.JobConfig;
import io.parm.model.UserError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks the brokers, before the job starts, for what would otherwise stop it later: a dead-letter topic that may not be written is found
 * out only when the first bad record comes, and then again after every restart. Brokers that do not answer are no reason not to start.
 */
public final class BrokerCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SEE = "; see docs/security.md";

    private final JobConfig.Kafka kafka;
    private final List<String> findings = new ArrayList<>();

    private BrokerCheck(JobConfig.Kafka kafka) {
        this.kafka = kafka;
    }

    /**
     * Whether the topics are there, and all that the job does with them, its group and its transactions is allowed.
     *
     * @return why the brokers could not be asked, for people; empty if they were
     * @throws UserError if they refuse the job's Kafka user, or anything is missing or not allowed: all of it in one line
     */
    public static Optional<String> run(JobConfig.Kafka kafka) {
        BrokerCheck check = new BrokerCheck(kafka);
        try {
            check.ask();
        } catch (TimeoutException e) {
            return Optional.of("no answer from " + kafka.bootstrapServers() + " within " + PATIENCE.toSeconds() + " s");
        } catch (AuthenticationException e) {
            throw check.error(" refuses the job's user: " + e.getMessage()
                    + (e.getCause() == null ? "" : ", " + ClientProblem.of(e)));
        } catch (ApiException e) {
            throw check.error(" cannot be asked for topics and rights: " + e.getMessage());
        } catch (KafkaException e) {
            throw check.error(" cannot be used with these kafka.properties: " + ClientProblem.of(e));
        }
        if (!check.findings.isEmpty()) {
            throw check.error(" is not ready for the job: " + String.join(", ", check.findings));
        }
        return Optional.empty();
    }

    /** Without Kafka's exception, whose own words may go further. */
    private UserError error(String what) {
        return new UserError("Kafka at " + kafka.bootstrapServers() + what + SEE);
    }

    private void ask() {
        Properties properties = ClientProperties.of(kafka);
        ClientProperties.unresolved(properties).ifPresent(variable -> {
            throw new UserError("kafka.properties." + variable + ", which is not there on this machine" + SEE);
        });
        String patienceMs = Long.toString(PATIENCE.toMillis());
        properties.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patienceMs);
        properties.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMs);
        try (Admin admin = Admin.create(properties)) {
            askForTopics(admin);
            askForGroup(admin);
        }
        if (kafka.delivery() == JobConfig.Delivery.EXACTLY_ONCE) {
            for (String sink : sinks().keySet()) {
                TransactionTrial.run(kafka, sink, PATIENCE).ifPresent(findings::add);
            }
        }
    }

    /** Topics by the sinks that write them. */
    private Map<String, String> sinks() {
        Map<String, String> sinks = new LinkedHashMap<>();
        sinks.put(KafkaEnds.PREDICTIONS, kafka.predictionsTopic());
        if (!kafka.correctionsTopic().isEmpty()) {
            sinks.put(KafkaEnds.CORRECTIONS, kafka.correctionsTopic());
        }
        sinks.put(KafkaEnds.DEAD_LETTERS, kafka.deadLettersTopic());
        return sinks;
    }

    private void askForTopics(Admin admin) {
        Map<String, AclOperation> needed = new LinkedHashMap<>();
        kafka.queryTopics().forEach(topic -> needed.put(topic, AclOperation.READ));
        sinks().values().forEach(topic -> needed.put(topic, AclOperation.WRITE));
        var described = admin.describeTopics(
                        needed.keySet(), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        needed.forEach((topic, operation) -> {
            try {
                require("topic " + topic, operation, await(described.get(topic)).authorizedOperations());
            } catch (UnknownTopicOrPartitionException e) {
                findings.add("topic " + topic + " does not exist");
            } catch (InvalidTopicException e) {
                findings.add("topic " + topic + " cannot exist, as it is no topic name");
            } catch (TopicAuthorizationException e) {
                refused("topic " + topic, operation);
            }
        });
    }

    private void askForGroup(Admin admin) {
        String group = kafka.groupId();
        try {
            var described = await(admin.describeConsumerGroups(
                            List.of(group), new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                    .describedGroups()
                    .get(group));
            require("group " + group, AclOperation.READ, described.authorizedOperations());
        } catch (GroupIdNotFoundException e) {
            // Nobody has read with it yet; that it may be asked for is all that can be known.
        } catch (GroupAuthorizationException e) {
            refused("group " + group, AclOperation.READ);
        }
    }

    /** @param allowed {@code null} from a broker that does not tell */
    private void require(String what, AclOperation operation, Set<AclOperation> allowed) {
        if (allowed != null && !allowed.contains(operation)) {
            refused(what, operation);
        }
    }

    private void refused(String what, AclOperation operation) {
        findings.add(what + " lacks operation " + operation);
    }

    /** The value, or Kafka's own exception instead of a wrapped one. */
    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
