package io.parm.lab.fetch;

import io.parm.model.UserError;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Asks the npm command where packages are: it knows the registry and the proxy that this machine is set up for. Nothing is installed.
 *
 * @param executable name or path of the command
 */
public record Npm(String executable) {

    private static final int MAX_SECONDS = 120;

    /** The one that a shell would find. */
    public static Npm onPath() {
        return new Npm("npm");
    }

    /** @throws UserError if there is no npm, or it cannot reach its registry */
    URI tarball(NpmPackage wanted) {
        String url = run(wanted, "view", wanted.specifier(), "dist.tarball");
        if (!url.matches("https?://\\S+")) {
            throw new UserError("npm knows no " + wanted.specifier() + " in its registry (npm config get registry)");
        }
        return URI.create(url);
    }

    /** npm's own proxy setting, which also holds what the environment says. */
    Proxy proxy(NpmPackage wanted) {
        String proxy = run(wanted, "config", "get", "https-proxy");
        if (!proxy.matches("https?://\\S+")) {
            return Proxy.NO_PROXY;
        }
        URI uri = URI.create(proxy);
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort()));
    }

    private String run(NpmPackage wanted, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = executable;
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Path errors = Files.createTempFile("parm-npm", ".txt");
            try {
                return run(new ProcessBuilder(command).redirectError(errors.toFile()), errors);
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UserError(
                    wanted.set() + " is fetched with npm, which cannot be started here (" + e.getMessage()
                            + "): install it (Debian: apt-get install npm), or fetch " + wanted.specifier()
                            + " elsewhere and name its folder with --data",
                    e);
        }
    }

    private static String run(ProcessBuilder builder, Path errors) throws IOException {
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new UserError("npm cannot reach its registry: is there a network, or a proxy to set? npm says: "
                        + Files.readString(errors)
                                .lines()
                                .filter(line -> line.startsWith("npm error"))
                                .limit(2)
                                .toList());
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while npm ran", e);
        } finally {
            process.destroy();
        }
    }
}
