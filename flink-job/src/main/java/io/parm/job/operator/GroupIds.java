package io.parm.job.operator;

import java.security.SecureRandom;

/**
 * Ids of coding groups: they begin with the service's {@link GroupMark}, are unique across restarts, and each is one of the subtask's own
 * keys, so that a group's state is where the group is made and what is known of it need not change tasks. Of p subtasks, one looks at p
 * ids to find one of its own.
 */
final class GroupIds {

    private final OwnKeys ownKeys;
    private final String prefix;
    private long count;

    GroupIds(GroupMark mark, OwnKeys ownKeys) {
        this.ownKeys = ownKeys;
        this.prefix = mark.text() + Long.toUnsignedString(new SecureRandom().nextLong(), Character.MAX_RADIX) + "-";
    }

    String next() {
        String id;
        do {
            id = prefix + count++;
        } while (!ownKeys.contains(id));
        return id;
    }
}
