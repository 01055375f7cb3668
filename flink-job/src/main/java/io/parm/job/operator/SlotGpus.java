package io.parm.job.operator;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.externalresource.ExternalResourceInfo;
import org.apache.flink.api.common.functions.RuntimeContext;

/** The GPUs that Flink gave to the slot, as its external resource {@code gpu} with its GPU plugin names them. */
final class SlotGpus {

    private static final String RESOURCE = "gpu";
    private static final String INDEX = "index";

    private SlotGpus() {}

    /** Indices, ascending; none if the cluster has no such resource. */
    static List<Integer> of(RuntimeContext context) {
        List<Integer> indices = new ArrayList<>();
        for (ExternalResourceInfo gpu : context.getExternalResourceInfos(RESOURCE)) {
            gpu.getProperty(INDEX).ifPresent(index -> indices.add(Integer.valueOf(index)));
        }
        indices.sort(null);
        return indices;
    }
}
