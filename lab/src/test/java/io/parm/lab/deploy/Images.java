package io.parm.lab.deploy;

/** Names of images. */
final class Images {

    private Images() {}

    /** Whether it has a tag that names a version, whole: {@code 1.2.3} or more. */
    static boolean isPinned(String image) {
        return image.matches("[a-z0-9./-]+:v?\\d+\\.\\d+\\.\\d+\\S*");
    }

    /** The target that an image of ours is built from: {@code parm/TARGET:VERSION}. */
    static String target(String image) {
        return image.replaceAll("^parm/([^:]+):.*", "$1");
    }

    static boolean isOurs(String image) {
        return image.startsWith("parm/");
    }
}
