package io.parm.job;

import io.parm.coding.ErasureCode;
import io.parm.job.config.JobConfig;
import io.parm.job.operator.GroupMark;
import io.parm.model.ModelFile;
import io.parm.model.Service;
import io.parm.model.ServiceManifest;
import io.parm.model.UserError;
import java.util.ArrayList;
import java.util.List;

/**
 * What a strategy makes of a service. The strategies differ here and nowhere else: the operators know codes, not strategies.
 *
 * @param code of the coding groups
 * @param parityModels one per parity query of a group, in order
 * @param partialGroups whether an incomplete group gets parity queries too
 * @param mark of the groups, which are decoded with no other code or models
 */
record Redundancy(ErasureCode code, List<ModelFile> parityModels, boolean partialGroups, GroupMark mark) {

    /** @throws UserError if the service has not what the strategy needs */
    static Redundancy of(JobConfig config, Service service) {
        return switch (config.strategy()) {
            case NONE -> ofSingles(service, service.codeWithoutParity(), List.of());
            case REPLICATE, HEDGE -> ofSingles(service, service.codeOfReplicas(), List.of(service.deployedModel()));
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

    private static Redundancy ofSingles(Service service, ErasureCode code, List<ModelFile> parityModels) {
        GroupMark mark =
                GroupMark.of(code, List.of(service.manifest().deployed().sha256()));
        return new Redundancy(code, parityModels, false, mark);
    }

    private static Redundancy ofService(Service service) {
        ServiceManifest manifest = service.manifest();
        List<String> fingerprints = new ArrayList<>();
        fingerprints.add(manifest.deployed().sha256());
        manifest.parity().forEach(model -> fingerprints.add(model.sha256()));
        return new Redundancy(
                service.code(),
                service.parityModels(),
                manifest.code().partialGroups(),
                GroupMark.of(service.code(), fingerprints));
    }
}
