package io.parm.job.sql;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.module.Module;

/** The functions of {@code docs/sql.md}. */
public final class ParmModule implements Module {

    private static final Map<String, FunctionDefinition> FUNCTIONS = Map.of(
            "top_class", new TopClass(),
            "top_k", new TopK(),
            "score", new Score(),
            "softmax", new Softmax(),
            "tensor_values", new TensorValues(),
            "tensor_at", new TensorAt());

    @Override
    public Set<String> listFunctions() {
        return FUNCTIONS.keySet();
    }

    @Override
    public Optional<FunctionDefinition> getFunctionDefinition(String name) {
        return Optional.ofNullable(FUNCTIONS.get(name.toLowerCase(Locale.ROOT)));
    }
}
