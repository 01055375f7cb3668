package io.parm.lab.fetch;

import io.parm.lab.demo.ProgressLine;
import io.parm.model.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Fetches one file over HTTP, going on where an earlier attempt stopped.
 *
 * @param from address
 * @param proxy to go through
 * @param to file that grows; an earlier attempt's part may be there
 */
record Download(URI from, Proxy proxy, Path to, ProgressLine progress) {

    private static final int CONNECT_MS = 20_000;
    private static final int STALLED_MS = 30_000;
    private static final int BUFFER = 1 << 16;
    private static final double MEGA = 1e6;
    private static final int NO_MORE = 416;

    /** @throws UserError if the server cannot be reached, refuses, or falls silent; what came is kept */
    void run() {
        try {
            long there = Files.exists(to) ? Files.size(to) : 0;
            HttpURLConnection connection = (HttpURLConnection) from.toURL().openConnection(proxy);
            connection.setConnectTimeout(CONNECT_MS);
            connection.setReadTimeout(STALLED_MS);
            if (there > 0) {
                connection.setRequestProperty("Range", "bytes=" + there + "-");
            }
            int status = connection.getResponseCode();
            if (status == NO_MORE) {
                return;
            }
            if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_PARTIAL) {
                throw new UserError(from + " answers " + status + " " + connection.getResponseMessage());
            }
            receive(connection, status == HttpURLConnection.HTTP_PARTIAL ? there : 0);
        } catch (IOException e) {
            throw new UserError(
                    "the download of " + from + " broke off (" + e + "): run the command again, it goes on from there",
                    e);
        }
    }

    private void receive(HttpURLConnection connection, long there) throws IOException {
        long whole = there + Math.max(0, connection.getContentLengthLong());
        StandardOpenOption mode = there > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (InputStream in = connection.getInputStream();
                OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE, mode)) {
            byte[] buffer = new byte[BUFFER];
            long done = there;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                done += read;
                progress.update(
                        "downloading %s: %.1f of %.1f MB".formatted(to.getFileName(), done / MEGA, whole / MEGA));
            }
            if (done < whole) {
                throw new IOException("the connection closed after " + done + " of " + whole + " bytes");
            }
        }
    }
}
