package io.parm.lab.local;

import io.parm.schemas.Contract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Whether a process does its work, as its clients see it. Thread-safe. */
final class Readiness {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ClusterPlan plan;
    private final FlinkRest flink;
    private final Map<String, String> taskManagersBefore;

    /** @param taskManagersBefore those that were registered before any was started: what is left of a dead one does not count */
    Readiness(ClusterPlan plan, Map<String, String> taskManagersBefore) {
        this.plan = plan;
        this.flink = FlinkRest.of(plan);
        this.taskManagersBefore = taskManagersBefore;
    }

    /** Whether a process that was just started is ready. */
    boolean isReady(String name) throws InterruptedException {
        if (name.equals(ClusterPlan.KAFKA)) {
            return kafkaHasTopics();
        }
        if (name.equals(ClusterPlan.ZOOKEEPER)) {
            return ZooKeeper.isServing(plan.ports().zooKeeper().orElseThrow());
        }
        if (plan.jobManagers().contains(name)) {
            return new FlinkRest(List.of(plan.webAddress(name))).isUp();
        }
        if (name.startsWith(ClusterPlan.TASK_MANAGER)) {
            String path = flink.taskManagers().get(name);
            return path != null && !path.equals(taskManagersBefore.get(name));
        }
        if (name.equals(ClusterPlan.PROMETHEUS)) {
            return serves(plan.ports().prometheus().orElseThrow(), "/-/ready");
        }
        return serves(plan.ports().http(name), "/v2/health/ready");
    }

    private boolean kafkaHasTopics() throws InterruptedException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                plan.bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis());
        try (Admin admin = Admin.create(settings)) {
            return admin.listTopics()
                    .names()
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .contains(Contract.DEAD_LETTERS_TOPIC);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private boolean serves(int port, String path) throws InterruptedException {
        URI address = URI.create("http://" + Ports.HOST + ":" + port + path);
        HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }
}
