package io.parm.job.kafka.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.parm.job.config.Registry;
import io.parm.job.kafka.format.RegistryClient.Reply;
import io.parm.schemas.MalformedRecordException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * A registry behind Confluent's REST API, which Apicurio, Redpanda and Karapace offer too. Asks every time; blocks, see
 * {@link RegistryClient}. Thread-safe.
 */
public final class HttpSchemaRegistry implements SchemaRegistry {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WRONG_URL = "is this the URL of its Confluent-compatible API?";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final RegistryClient client;

    /** @throws io.parm.model.UserError if a file of secrets or certificates cannot be read */
    public HttpSchemaRegistry(Registry registry) {
        this.client = new RegistryClient(registry);
    }

    @Override
    public Schema of(int id) throws MalformedRecordException {
        Reply reply = client.get("/schemas/ids/" + id);
        if (isUnknown(reply)) {
            throw new MalformedRecordException("schema id " + id + " is not in the schema registry " + reply.url());
        }
        return schema("schema id " + id, json("schema id " + id, reply));
    }

    @Override
    public Map<Integer, Schema> versions(String subject) {
        Map<Integer, Schema> versions = new LinkedHashMap<>();
        Reply reply = client.get(path(subject));
        if (isUnknown(reply)) {
            return versions;
        }
        for (JsonNode version : json(subject, reply)) {
            JsonNode registered = json(subject, client.get(path(subject) + "/" + version.asInt()));
            try {
                versions.put(id(registered), schema(subject + " version " + version, registered));
            } catch (MalformedRecordException e) {
                // A schema of another kind has no records for us.
            }
        }
        return versions;
    }

    @Override
    public int register(String subject, Schema schema) {
        String request =
                JSON.createObjectNode().put("schema", schema.toString()).toString();
        return id(json(subject, client.post(path(subject), request)));
    }

    /** Parses what a schema refers to first, with the same parser, because it only names it. */
    private Schema schema(String what, JsonNode registered) throws MalformedRecordException {
        try {
            return parse(new Schema.Parser(), new HashSet<>(), what, registered);
        } catch (AvroRuntimeException e) {
            throw new MalformedRecordException(what + " is no schema that Avro reads: " + e.getMessage(), e);
        }
    }

    private Schema parse(Schema.Parser parser, Set<String> parsed, String what, JsonNode registered)
            throws MalformedRecordException {
        String type = registered.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new MalformedRecordException(what + " is a schema of type " + type + ", not AVRO");
        }
        for (JsonNode reference : registered.path("references")) {
            String version = reference.path("subject").asText() + " version " + reference.path("version");
            if (parsed.add(version)) {
                String referred = version + ", which " + what + " refers to,";
                Reply reply = client.get(path(reference.path("subject").asText()) + "/"
                        + reference.path("version").asInt());
                if (isUnknown(reply)) {
                    throw new MalformedRecordException(referred + " is not in the schema registry " + reply.url());
                }
                parse(parser, parsed, referred, json(version, reply));
            }
        }
        return parser.parse(registered.path("schema").asText());
    }

    private static int id(JsonNode registered) {
        return registered.path("id").asInt();
    }

    private static String path(String subject) {
        String encoded = URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
        return "/subjects/" + encoded + "/versions";
    }

    /** Only a registry gives an error code with its 404; another server has no such path. */
    private static boolean isUnknown(Reply reply) {
        return reply.status() == NOT_FOUND && parsed(reply).has("error_code");
    }

    /** @param what was asked for */
    private static JsonNode json(String what, Reply reply) {
        JsonNode json = parsed(reply);
        if (reply.status() != OK) {
            String reason = json.path("message").asText(reply.status() == NOT_FOUND ? WRONG_URL : "no reason given");
            throw new RegistryException("schema registry " + reply.url() + " refuses " + what + " with status "
                    + reply.status() + ": " + reason);
        }
        if (json.isMissingNode()) {
            throw new RegistryException("schema registry " + reply.url() + " answers in no JSON: " + WRONG_URL);
        }
        return json;
    }

    /** Missing if it is no JSON. */
    private static JsonNode parsed(Reply reply) {
        try {
            return JSON.readTree(reply.body());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
