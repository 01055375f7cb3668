package io.parm.job;

import io.parm.coding.ErasureCode;
import io.parm.job.config.JobConfig;
import io.parm.model.ModelFile;
import io.parm.model.Service;
import io.parm.model.UserError;
import java.util.List;

/**
 * What a strategy makes of a service. The strategies differ here and nowhere else: the operators know codes, not strategies.
 *
 * @param code of the coding groups
 * @param parityModels one per parity query of a group, in order
 * @param partialGroups whether an incomplete group gets parity queries too
 */
record Redundancy(ErasureCode code, List<ModelFile> parityModels, boolean partialGroups) {

    /** @throws UserError if the service has not what the strategy needs */
    static Redundancy of(JobConfig config, Service service) {
        return switch (config.strategy()) {
            case NONE -> new Redundancy(service.codeWithoutParity(), List.of(), false);
            case REPLICATE, HEDGE -> new Redundancy(service.codeOfReplicas(), List.of(service.deployedModel()), false);
            case BACKUP -> backup(config, service);
            case PARITY -> ofService(service);
        };
    }

    private static Redundancy backup(JobConfig config, Service service) {
        if (service.code().k() != 1) {
            throw new UserError("strategy backup needs a service with k = 1 but " + config.service() + " has k = "
                    + service.code().k() + ": make one with ./parm train --deployed " + config.service()
                    + " --code stacking/per-slot --k 1, or use strategy parity");
        }
        return ofService(service);
    }

    private static Redundancy ofService(Service service) {
        return new Redundancy(
                service.code(),
                service.parityModels(),
                service.manifest().code().partialGroups());
    }
}
