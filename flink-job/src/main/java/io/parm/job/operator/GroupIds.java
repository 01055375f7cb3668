package io.parm.job.operator;

import java.security.SecureRandom;

/**
 * Ids of coding groups: unique across restarts, and each one of the subtask's own keys, so that a group's state is where the group is made
 * and what is known of it need not change tasks. Of p subtasks, one looks at p ids to find one of its own.
 */
final class GroupIds {

    private final OwnKeys ownKeys;
    private final String prefix = Long.toUnsignedString(new SecureRandom().nextLong(), Character.MAX_RADIX) + "-";
    private long count;

    GroupIds(OwnKeys ownKeys) {
        this.ownKeys = ownKeys;
    }

    String next() {
        String id;
        do {
            id = prefix + count++;
        } while (!ownKeys.contains(id));
        return id;
    }
}
