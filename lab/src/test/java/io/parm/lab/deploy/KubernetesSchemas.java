package io.parm.lab.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/** What an API server would say of objects: fields that it does not know, that are missing, or of another type. */
final class KubernetesSchemas {

    private interface Check {
        void accept(JsonElement object) throws IOException;
    }

    /** By apiVersion and kind. */
    private static final Map<String, Check> OWN_KINDS = Map.of(
            "v1 Namespace", V1Namespace::validateJsonElement,
            "v1 Service", V1Service::validateJsonElement,
            "v1 PersistentVolumeClaim", V1PersistentVolumeClaim::validateJsonElement,
            "apps/v1 Deployment", V1Deployment::validateJsonElement,
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
            "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::validateJsonElement);

    private static final String FLINK_DEPLOYMENTS = "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

    /** Strimzi's own schema is in no artifact: this much of it is used. */
    private static final Set<String> TOPIC_SPEC = Set.of("topicName", "partitions", "replicas", "config");

    private final Schema flinkDeployment;

    /** @param flinkVersion what the operator of the cluster must know; the newest one that is an artifact may not */
    KubernetesSchemas(String flinkVersion) throws IOException {
        this.flinkDeployment = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(flinkDeploymentSchema(flinkVersion).toString(), InputFormat.JSON);
    }

    /** @throws IllegalArgumentException if it is none */
    void check(JsonNode object) throws IOException {
        String kind =
                object.path("apiVersion").asText() + " " + object.path("kind").asText();
        switch (kind) {
            case "flink.apache.org/v1beta1 FlinkDeployment" -> checkFlinkDeployment(object);
            case "kafka.strimzi.io/v1 KafkaTopic" -> checkTopic(object);
            default -> {
                if (!OWN_KINDS.containsKey(kind)) {
                    throw new IllegalArgumentException("nothing to check a " + kind + " with");
                }
                OWN_KINDS.get(kind).accept(JsonParser.parseString(object.toString()));
            }
        }
    }

    private void checkFlinkDeployment(JsonNode object) throws IOException {
        List<Error> errors = flinkDeployment.validate(object);
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(errors.toString());
        }
        V1PodSpec.validateJsonElement(
                JsonParser.parseString(object.at("/spec/podTemplate/spec").toString()));
    }

    private static void checkTopic(JsonNode object) {
        object.path("spec").fieldNames().forEachRemaining(field -> {
            if (!TOPIC_SPEC.contains(field)) {
                throw new IllegalArgumentException("a topic has no " + field);
            }
        });
        if (!object.at("/spec/partitions").isInt()
                || !object.at("/spec/replicas").isInt()) {
            throw new IllegalArgumentException("partitions and replicas must be numbers: " + object);
        }
    }

    private static JsonNode flinkDeploymentSchema(String flinkVersion) throws IOException {
        try (InputStream in = KubernetesSchemas.class.getResourceAsStream(FLINK_DEPLOYMENTS)) {
            Object definition = new Yaml().load(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            JsonNode schema = DeployFiles.json(definition).at("/spec/versions/0/schema/openAPIV3Schema");
            ObjectNode properties = (ObjectNode) schema.path("properties");
            properties.putObject("apiVersion").put("type", "string");
            properties.putObject("kind").put("type", "string");
            properties.putObject("metadata").put("type", "object");
            ((ArrayNode) properties.at("/spec/properties/flinkVersion/enum")).add(flinkVersion);
            forbidWhatIsNotNamed(schema);
            return schema;
        }
    }

    /** A custom resource's schema lets unknown fields pass, and the API server then drops them. */
    private static void forbidWhatIsNotNamed(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            object.put("additionalProperties", false);
        }
        schema.forEach(KubernetesSchemas::forbidWhatIsNotNamed);
    }
}
