package io.parm.lab.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.cluster.SecuredKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The rights that {@code docs/security.md} says a job's Kafka user needs, for one job's settings. */
final class Rights {

    private static final Pattern ROW = Pattern.compile(
            "\\| (topic|group|transactional id, prefixed) \\| `([^`]+)`([^|]*) \\| ([A-Z]+) \\| ([^|]+) \\|");

    private static final int ROWS = 6;

    private Rights() {}

    /** One row. */
    record Right(ResourcePattern resource, AclOperation operation, String delivery) {

        void grant(SecuredKafka kafka, String user) throws Exception {
            kafka.allow(user, resource, operation);
        }

        /** What a message says when it is missing. */
        String complaint() {
            return resource.resourceType() == ResourceType.TRANSACTIONAL_ID
                    ? "transactional ids " + resource.name()
                    : resource.resourceType().name().toLowerCase(java.util.Locale.ROOT) + " " + resource.name()
                            + " lacks operation " + operation;
        }
    }

    /** The rows for a job's kind of delivery. */
    static List<Right> of(Map<String, String> settings) throws IOException {
        List<Right> all = ROW.matcher(Files.readString(Path.of("../docs/security.md")))
                .results()
                .map(row -> right(row, settings))
                .toList();
        assertThat(all).hasSize(ROWS);
        return all.stream()
                .filter(right -> right.delivery.equals("both") || right.delivery.equals(settings.get("kafka.delivery")))
                .toList();
    }

    private static Right right(MatchResult row, Map<String, String> settings) {
        String value = settings.get(row.group(2));
        AclOperation operation = AclOperation.valueOf(row.group(4));
        ResourcePattern resource = switch (row.group(1)) {
            case "topic" -> new ResourcePattern(ResourceType.TOPIC, value, PatternType.LITERAL);
            case "group" -> new ResourcePattern(ResourceType.GROUP, value, PatternType.LITERAL);
            default -> new ResourcePattern(ResourceType.TRANSACTIONAL_ID, value + "-", PatternType.PREFIXED);
        };
        return new Right(resource, operation, row.group(5));
    }
}
