package io.parm.lab.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What kustomize makes of a folder, as far as it is used here: resources, patches that are merged, one settings file.
 *
 * @param objects in the order of the files
 * @param configMaps files by the name of the map that they become
 */
record Kustomization(List<JsonNode> objects, Map<String, List<Path>> configMaps) {

    private static final Set<String> USED =
            Set.of("apiVersion", "kind", "namespace", "resources", "configMapGenerator", "generatorOptions", "patches");

    static Kustomization read(Path folder) throws IOException {
        JsonNode file = DeployFiles.yaml(folder.resolve("kustomization.yaml"));
        file.fieldNames().forEachRemaining(field -> {
            if (!USED.contains(field)) {
                throw new IllegalArgumentException(folder + " has " + field);
            }
        });
        Kustomization made = new Kustomization(new ArrayList<>(), new LinkedHashMap<>());
        for (String resource : DeployFiles.texts(file.path("resources"))) {
            made.add(folder.resolve(resource));
        }
        for (JsonNode map : file.path("configMapGenerator")) {
            List<Path> files = DeployFiles.texts(map.path("files")).stream()
                    .map(folder::resolve)
                    .toList();
            made.configMaps.put(map.path("name").asText(), files);
        }
        for (JsonNode patch : file.path("patches")) {
            made.patch(DeployFiles.yaml(folder.resolve(patch.path("path").asText())));
        }
        return made;
    }

    JsonNode the(String kind) {
        List<JsonNode> found = all(kind);
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " of " + kind);
        }
        return found.get(0);
    }

    List<JsonNode> all(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    private void add(Path resource) throws IOException {
        if (resource.toString().endsWith(".yaml")) {
            objects.addAll(DeployFiles.documents(resource));
        } else {
            Kustomization base = read(resource.normalize());
            objects.addAll(base.objects);
            configMaps.putAll(base.configMaps);
        }
    }

    private void patch(JsonNode patch) {
        JsonNode patched = objects.stream()
                .filter(object -> object.path("kind").equals(patch.path("kind")))
                .filter(object -> object.at("/metadata/name").equals(patch.at("/metadata/name")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing to patch: " + patch));
        merge((ObjectNode) patched, patch);
    }

    /** As a custom resource is patched: maps are merged, lists replaced. */
    private static void merge(ObjectNode into, JsonNode patch) {
        patch.properties().forEach(field -> {
            if (field.getValue().isObject() && into.path(field.getKey()).isObject()) {
                merge((ObjectNode) into.get(field.getKey()), field.getValue());
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
    }
}
