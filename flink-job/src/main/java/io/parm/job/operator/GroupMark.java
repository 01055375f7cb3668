package io.parm.job.operator;

import io.parm.coding.ErasureCode;
import io.parm.model.Fingerprint;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the ids of a service's coding groups begin with: {@code k3-0123abcd-}, the slots of a group and a digest of its code and models.
 * So every record and every state tells whether the service that runs made its group. An id without a mark is from before there were
 * any, and counts as this service's. Immutable; asking for a group of this service is hot.
 *
 * @param k slots of this service's groups
 * @param text the mark
 */
public record GroupMark(int k, String text) implements Serializable {

    private static final Pattern FORM = Pattern.compile("(k(\\d{1,2})-[0-9a-f]{8})-");
    private static final int DIGEST_LENGTH = 8;

    /**
     * The mark of a code and the models that it is used with.
     *
     * @param fingerprints of the model files, the deployed model's first
     */
    public static GroupMark of(ErasureCode code, List<String> fingerprints) {
        String all = code.spec() + " " + Arrays.toString(code.encoder().parityShape()) + " " + fingerprints;
        String digest = Fingerprint.sha256(all).substring(0, DIGEST_LENGTH);
        return new GroupMark(code.k(), "k" + code.k() + "-" + digest + "-");
    }

    /** Whether another service made this group. */
    boolean isOthers(String groupId) {
        return !groupId.startsWith(text) && FORM.matcher(groupId).lookingAt();
    }

    /** Slots of a group, whichever service made it. */
    int k(String groupId) {
        if (groupId.startsWith(text)) {
            return k;
        }
        Matcher other = FORM.matcher(groupId);
        return other.lookingAt() ? Integer.parseInt(other.group(2)) : k;
    }

    /** For people: a group's mark, or that it has none. */
    static String nameOf(String groupId) {
        Matcher mark = FORM.matcher(groupId);
        return mark.lookingAt() ? mark.group(1) : "unmarked";
    }
}
