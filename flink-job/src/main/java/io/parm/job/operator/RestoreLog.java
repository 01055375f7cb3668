package io.parm.job.operator;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what a restore found of another service. */
final class RestoreLog {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreLog.class);

    private RestoreLog() {}

    /** Says it in one sentence, if there is anything to say. */
    static void undecodable(List<String> groupIds, GroupMark own) {
        if (!groupIds.isEmpty()) {
            LOG.warn(sentence(groupIds, own));
        }
    }

    /** For example: the state is of another service (k3-0123abcd; this is k2-4567cdef): 7 groups … */
    static String sentence(List<String> groupIds, GroupMark own) {
        Set<String> others = groupIds.stream().map(GroupMark::nameOf).collect(Collectors.toCollection(TreeSet::new));
        return "the state is of another service (" + String.join(", ", others) + "; this is "
                + GroupMark.nameOf(own.text())
                + "): " + groupIds.size() + (groupIds.size() == 1 ? " group that was" : " groups that were")
                + " open when it was taken "
                + (groupIds.size() == 1 ? "is" : "are") + " answered without reconstruction";
    }
}
