package io.parm.lab.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a cluster's JobManagers tell over their REST API, any for all; while none is there, nothing. Thread-safe. */
public final class FlinkRest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final double BYTES_PER_MIB = 1 << 20;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ObjectMapper json = new ObjectMapper();
    private final List<String> addresses;

    /** @param addresses such as {@code http://127.0.0.1:8081}; a JobManager that does not lead asks the one that does */
    FlinkRest(List<String> addresses) {
        this.addresses = List.copyOf(addresses);
    }

    static FlinkRest of(ClusterPlan plan) {
        return new FlinkRest(plan.jobManagers().stream().map(plan::webAddress).toList());
    }

    /** Whether it answers. */
    boolean isUp() throws InterruptedException {
        return !get("/overview").isMissingNode();
    }

    /** Registered TaskManagers: where each is reached, by its name. A dead one stays until it is missed. */
    Map<String, String> taskManagers() throws InterruptedException {
        Map<String, String> paths = new HashMap<>();
        for (JsonNode one : get("/taskmanagers").path("taskmanagers")) {
            paths.put(one.path("id").asText(), one.path("path").asText());
        }
        return paths;
    }

    /** The job that is not over, if there is one. */
    public Optional<String> job() throws InterruptedException {
        for (JsonNode job : get("/jobs").path("jobs")) {
            if (!Set.of("FINISHED", "CANCELED", "FAILED")
                    .contains(job.path("status").asText())) {
                return Optional.of(job.path("id").asText());
            }
        }
        return Optional.empty();
    }

    /** Whether all tasks of a job run. */
    public boolean runs(String job) throws InterruptedException {
        JsonNode vertices = get("/jobs/" + job).path("vertices");
        for (JsonNode vertex : vertices) {
            if (vertex.path("tasks").path("RUNNING").asInt()
                    != vertex.path("parallelism").asInt()) {
                return false;
            }
        }
        return !vertices.isEmpty();
    }

    /**
     * When a job began to run.
     *
     * @param startedMs under the JobManager that leads, in Unix milliseconds; 0 if it does not yet
     * @param restartedMs the last time it was restarted there, in Unix milliseconds; 0 if it never was
     */
    public record Starts(long startedMs, long restartedMs) {}

    /** When a job began to run, as the JobManager that leads knows it. */
    public Starts starts(String job) throws InterruptedException {
        JsonNode timestamps = get("/jobs/" + job).path("timestamps");
        return new Starts(
                timestamps.path("CREATED").asLong(),
                timestamps.path("RESTARTING").asLong());
    }

    /** How often a job was restarted by the JobManager that leads. */
    public long restarts(String job) throws InterruptedException {
        return get("/jobs/" + job + "/metrics?get=numRestarts")
                .path(0)
                .path("value")
                .asLong();
    }

    /** Completed checkpoints of a job. */
    public long checkpoints(String job) throws InterruptedException {
        return get("/jobs/" + job + "/checkpoints")
                .path("counts")
                .path("completed")
                .asLong();
    }

    /** Names of the TaskManagers on which tasks of a job run. */
    public Set<String> hosts(String job) throws InterruptedException {
        Set<String> hosts = new HashSet<>();
        for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
            JsonNode subtasks =
                    get("/jobs/" + job + "/vertices/" + vertex.path("id").asText());
            for (JsonNode subtask : subtasks.path("subtasks")) {
                hosts.add(subtask.path("taskmanager-id").asText());
            }
        }
        return hosts;
    }

    /** Heap in use on all TaskManagers, in MiB. */
    public double heapMiB() throws InterruptedException {
        double bytes = 0;
        for (String name : taskManagers().keySet()) {
            bytes += get("/taskmanagers/" + name + "/metrics?get=Status.JVM.Memory.Heap.Used")
                    .path(0)
                    .path("value")
                    .asDouble();
        }
        return bytes / BYTES_PER_MIB;
    }

    private JsonNode get(String path) throws InterruptedException {
        JsonNode answer = MissingNode.getInstance();
        for (String address : addresses) {
            answer = get(address, path);
            if (!answer.isMissingNode()) {
                break;
            }
        }
        return answer;
    }

    private JsonNode get(String address, String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(TIMEOUT)
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == OK ? json.readTree(response.body()) : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
