package io.parm.job.sql;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.factories.ModuleFactory;
import org.apache.flink.table.module.Module;

/** Finds {@link ParmModule} for {@code LOAD MODULE parm}. */
public final class ParmModuleFactory implements ModuleFactory {

    @Override
    public String factoryIdentifier() {
        return "parm";
    }

    @Override
    public Module createModule(Context context) {
        return new ParmModule();
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of();
    }
}
