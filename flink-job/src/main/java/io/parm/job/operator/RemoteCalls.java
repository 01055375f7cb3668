package io.parm.job.operator;

import io.parm.inference.remote.Access;
import io.parm.inference.remote.RemoteOptions;
import io.parm.job.config.JobConfig;
import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a model of a job is asked for on its servers. */
final class RemoteCalls {

    private static final String INDEX = "{j}";

    private RemoteCalls() {}

    /**
     * @param index of the model within its role
     * @throws UserError if the file of the token cannot be read
     */
    static RemoteOptions of(JobConfig.Remote remote, int index) {
        return RemoteOptions.of(remote.model().replace(INDEX, String.valueOf(index)))
                .withAccess(new Access(remote.caFile(), token(remote.tokenFile()), remote.headers()))
                .withConnectTimeoutMs((int) remote.connectTimeout().toMillis())
                .withMaxMessageBytes(remote.maxMessageBytes());
    }

    private static String token(String file) {
        if (file.isEmpty()) {
            return "";
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UserError("cannot read the token in " + file, e);
        }
    }
}
