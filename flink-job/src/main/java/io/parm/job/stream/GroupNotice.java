package io.parm.job.stream;

/**
 * What the answering side must know of a group: a new member, that it is closed, or both at once.
 *
 * @param slot the new member's slot, or {@link #NO_MEMBER}
 * @param envelope the new member; {@code null} without one
 * @param size members of the group if this closes it, or {@link #STILL_OPEN}
 * @param parities parity queries sent if this closes it, otherwise 0
 */
public record GroupNotice(String groupId, int slot, Envelope envelope, int size, int parities) implements GroupEvent {

    public static final int NO_MEMBER = -1;
    public static final int STILL_OPEN = 0;

    public static GroupNotice member(String groupId, int slot, Envelope envelope) {
        return new GroupNotice(groupId, slot, envelope, STILL_OPEN, 0);
    }

    public static GroupNotice lastMember(String groupId, int slot, Envelope envelope, int parities) {
        return new GroupNotice(groupId, slot, envelope, slot + 1, parities);
    }

    public static GroupNotice closed(String groupId, int size, int parities) {
        return new GroupNotice(groupId, NO_MEMBER, null, size, parities);
    }
}
