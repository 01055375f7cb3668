package io.parm.lab.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** The container files of the checkout and what the build says, read. */
final class DeployFiles {

    static final Path FOLDER = Path.of("../docker");
    static final Path COMPOSE = FOLDER.resolve("compose.yaml");
    static final Path KUBERNETES = FOLDER.resolve("kubernetes");

    private static final ObjectMapper JSON = new ObjectMapper();

    private DeployFiles() {}

    /** The documents of a YAML file, anchors and merges resolved; a key that is given twice is an error. */
    static List<JsonNode> documents(Path file) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<JsonNode> documents = new ArrayList<>();
        for (Object document : new Yaml(options).loadAll(Files.readString(file))) {
            documents.add(json(document));
        }
        return documents;
    }

    static JsonNode json(Object read) {
        return JSON.valueToTree(read);
    }

    static JsonNode yaml(Path file) throws IOException {
        List<JsonNode> documents = documents(file);
        if (documents.size() != 1) {
            throw new IllegalArgumentException(file + " has " + documents.size() + " documents");
        }
        return documents.get(0);
    }

    static List<Path> yamlFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        }
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /** A property of the parent's build file. */
    static String property(String name) throws IOException {
        return first("<" + name + ">([^<]+)</" + name + ">", "../pom.xml");
    }

    /** The project's version. */
    static String version() throws IOException {
        return first("<artifactId>parm-parent</artifactId>\\s*<version>([^<]+)</version>", "../pom.xml");
    }

    static String first(String pattern, String file) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
        if (!matcher.find()) {
            throw new IllegalArgumentException("no " + pattern + " in " + file);
        }
        return matcher.group(1);
    }
}
