package io.parm.serving;

import io.parm.inference.Devices;
import io.parm.inference.InstanceFactory;
import io.parm.inference.PoolLimits;
import io.parm.model.ModelFile;
import java.util.LinkedHashMap;
import java.util.Map;

/** Servers whose one or two models answer with their inputs, of shape {@code [2]}. */
final class Servers {

    private Servers() {}

    /** One instance, batches of one, room for two requests beside it. */
    static ModelServer small(InstanceFactory instances, int maxRequests) {
        Map<String, ModelFile> files = new LinkedHashMap<>();
        files.put("deployed", new ModelFile("", new int[] {2}, 2));
        files.put("parity-0", new ModelFile("", new int[] {2}, 2));
        ServerOptions options = new ServerOptions(
                ServerOptions.LOOPBACK, 0, 0, 1, Devices.CPU, new PoolLimits(2, 1), 1_000, maxRequests);
        return ModelServer.start(files, instances, options);
    }
}
