package io.parm.serving;

import io.parm.inference.InstanceFactory;
import io.parm.model.ModelFile;
import io.parm.model.Service;
import io.parm.model.UserError;
import io.parm.serving.RefusedException.Reason;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The models of a server, by name. */
final class ServedModels implements AutoCloseable {

    private final Map<String, ServedModel> byName = new LinkedHashMap<>();

    /** @throws UserError if a model cannot be loaded */
    static ServedModels open(Map<String, ModelFile> files, InstanceFactory factory, ServerOptions options) {
        ServedModels models = new ServedModels();
        try {
            files.forEach((name, file) -> models.byName.put(name, ServedModel.open(name, file, factory, options)));
            return models;
        } catch (IllegalStateException e) {
            models.close();
            throw new UserError(e.getMessage(), e);
        }
    }

    /** A service's files under the names they are served by: {@code deployed}, {@code parity-0} and so on. */
    static Map<String, ModelFile> of(Service service) {
        Map<String, ModelFile> files = new LinkedHashMap<>();
        files.put("deployed", service.deployedModel());
        List<ModelFile> parity = service.parityModels();
        for (int i = 0; i < parity.size(); i++) {
            files.put("parity-" + i, parity.get(i));
        }
        return files;
    }

    /** @param version empty for the one there is */
    ServedModel find(String name, String version) throws RefusedException {
        ServedModel model = byName.get(name);
        if (model == null) {
            throw new RefusedException(
                    Reason.UNKNOWN_MODEL, "there is no model '" + name + "'; there are " + byName.keySet());
        }
        if (!version.isEmpty() && !version.equals(ServedModel.VERSION)) {
            throw new RefusedException(
                    Reason.UNKNOWN_MODEL,
                    "model '" + name + "' has no version '" + version + "', only '" + ServedModel.VERSION + "'");
        }
        return model;
    }

    Collection<ServedModel> all() {
        return byName.values();
    }

    @Override
    public void close() {
        byName.values().forEach(ServedModel::close);
    }
}
