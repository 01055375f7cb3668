package io.parm.lab.cluster;

import io.parm.lab.endtoend.Await;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.resource.ResourcePattern;

/**
 * A broker that speaks SASL over TLS only, with KRaft's authorizer: a user may do what an ACL allows, and nothing else. Users log in with
 * SCRAM-SHA-512; the broker itself and the administrator, who may do everything, with PLAIN.
 */
public final class SecuredKafka implements AutoCloseable {

    private static final String ADMIN = "admin";
    private static final String ADMIN_PASSWORD = "the-admins-own";
    private static final int ITERATIONS = 4096;

    private final LoopbackCertificate certificate;
    private final EmbeddedKafka kafka;

    /** @param folder for its data and its certificate; empty */
    public SecuredKafka(Path folder) {
        certificate = new LoopbackCertificate(folder.resolve("certificate"));
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0, new BrokerAccess(broker(), admin()));
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    public void createTopics(String... names) {
        kafka.createTopics(names);
    }

    /** Makes a user, who may do nothing yet, and returns when he can log in. */
    public void createUser(String name, String password) throws Exception {
        try (Admin admin = kafka.admin()) {
            ScramCredentialInfo how = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(name, how, password)))
                    .all()
                    .get();
        }
        Await.until(name + " can log in", () -> canLogIn(name, password));
    }

    /** What a client of a user's is made with, {@code bootstrap.servers} included. */
    public Map<String, String> client(String name, String password) {
        Map<String, String> properties = new HashMap<>(certificate.trustProperties());
        properties.put("bootstrap.servers", bootstrapServers());
        properties.put("security.protocol", "SASL_SSL");
        properties.put("sasl.mechanism", "SCRAM-SHA-512");
        properties.put("sasl.jaas.config", login("scram.ScramLoginModule", name, password));
        return properties;
    }

    /** What the administrator's clients are made with, {@code bootstrap.servers} included. */
    public Map<String, String> adminClient() {
        Map<String, String> properties = new HashMap<>(admin());
        properties.put("bootstrap.servers", bootstrapServers());
        return properties;
    }

    /** Allows a user one operation and returns when the broker knows. */
    public void allow(String user, ResourcePattern resource, AclOperation operation) throws Exception {
        AclBinding binding = new AclBinding(
                resource, new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
        try (Admin admin = kafka.admin()) {
            admin.createAcls(List.of(binding)).all().get();
            Await.until(
                    binding + " is known",
                    () -> !admin.describeAcls(binding.toFilter()).values().get().isEmpty());
        }
    }

    @Override
    public void close() {
        kafka.close();
    }

    private boolean canLogIn(String name, String password) throws Exception {
        try (Admin admin = Admin.create(new HashMap<>(client(name, password)))) {
            admin.describeCluster().nodes().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SaslAuthenticationException) {
                return false;
            }
            throw e;
        }
    }

    private Map<String, String> broker() {
        Map<String, String> settings = new HashMap<>(certificate.keyProperties());
        settings.putAll(certificate.trustProperties());
        settings.put(BrokerSettings.PROTOCOLS, BrokerSettings.protocols("SASL_SSL"));
        settings.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512");
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.put(
                "listener.name.broker.plain.sasl.jaas.config",
                login("plain.PlainLoginModule", ADMIN, ADMIN_PASSWORD)
                        .replace(";", " user_" + ADMIN + "=\"" + ADMIN_PASSWORD + "\";"));
        settings.put(
                "listener.name.broker.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // The controller's listener is for this process alone and has no logins.
        settings.put("super.users", "User:" + ADMIN + ";User:ANONYMOUS");
        return settings;
    }

    private Map<String, String> admin() {
        Map<String, String> properties = new HashMap<>(certificate.trustProperties());
        properties.put("security.protocol", "SASL_SSL");
        properties.put("sasl.mechanism", "PLAIN");
        properties.put("sasl.jaas.config", login("plain.PlainLoginModule", ADMIN, ADMIN_PASSWORD));
        return properties;
    }

    private static String login(String module, String name, String password) {
        return "org.apache.kafka.common.security." + module + " required username=\"" + name + "\" password=\""
                + password + "\";";
    }
}
