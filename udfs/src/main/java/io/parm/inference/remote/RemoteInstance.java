package io.parm.inference.remote;

import io.parm.inference.Instance;
import java.util.concurrent.CompletionStage;

/**
 * An instance on a model server. Unlike others it takes several calls at a time, if the pool makes them. Thread-safe.
 *
 * <p>Stages complete on the connection's own thread: what hangs on them must not block.
 */
public interface RemoteInstance extends Instance {

    Endpoint endpoint();

    /**
     * Asks whether the server is there and its model ready. Returns at once; the stage never fails: who does not answer within the
     * connect timeout is not ready.
     */
    CompletionStage<Boolean> ready();
}
