package io.parm.job.config;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Where a schema registry is, and how it is spoken to.
 *
 * @param urls of its Confluent-compatible API, without a slash at the end; none if the format of the values needs no registry
 * @param autoRegister whether schemas of ours that it lacks are registered
 * @param user for basic authentication; empty for none
 * @param caFile PEM certificates of its authorities; empty for those of the platform
 * @param timeout for one of its answers
 */
public record Registry(
        List<URI> urls,
        boolean autoRegister,
        String user,
        Secret password,
        Secret token,
        String caFile,
        Duration timeout)
        implements Serializable {

    /** The settings that say it, all optional. */
    public static final List<String> KEYS =
            RegistrySettings.ALL.stream().map(Setting::key).toList();

    /**
     * Reads those settings, for programs that are not the job.
     *
     * @param values by key; others are ignored
     * @throws io.parm.model.UserError if one is out of bounds or there is no URL
     */
    public static Registry of(Map<String, String> values) {
        return RegistrySettings.read(JobConfig.Format.CONFLUENT, values);
    }
}
