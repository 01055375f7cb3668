package io.parm.lab.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A certificate for this machine's loopback address, signed by itself. Made by the JDK's keytool. */
final class LoopbackCertificate {

    private static final String PASSWORD = "changeit";

    private final Path keys;
    private final Path pem;

    /** @param folder made if it is not there */
    LoopbackCertificate(Path folder) {
        keys = folder.resolve("keys.p12");
        pem = folder.resolve("ca.pem");
        try {
            Files.createDirectories(folder);
            keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1,dns:localhost");
            keytool("-exportcert", "-rfc", "-file", pem.toString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("cannot make a certificate", e);
        }
    }

    /** Kafka properties of who has it. */
    Map<String, String> keyProperties() {
        return Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                keys.toString(),
                "ssl.keystore.password",
                PASSWORD,
                "ssl.key.password",
                PASSWORD);
    }

    /** Kafka properties of who trusts it. */
    Map<String, String> trustProperties() {
        return Map.of("ssl.truststore.type", "PEM", "ssl.truststore.location", pem.toString());
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "broker", "-keystore", keys.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + said);
        }
    }
}
