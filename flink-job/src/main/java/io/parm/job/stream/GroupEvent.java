package io.parm.job.stream;

import io.parm.job.serialization.SealedTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * Something about a coding group, on its way from where groups are made to where they are answered: who is in it, what an instance is to
 * run for it, or what became of that.
 */
@TypeInfo(SealedTypeInfo.Factory.class)
public sealed interface GroupEvent permits GroupNotice, ModelInput, Outcome {

    /** The group's id, unique across restarts, and the key of all state about the group. */
    String groupId();
}
