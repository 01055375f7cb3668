package io.parm.lab.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A Dockerfile of named stages.
 *
 * @param stages by name, in their order
 */
record Dockerfile(Map<String, Stage> stages) {

    private static final Set<String> KEYWORDS = Set.of(
            "FROM",
            "ARG",
            "LABEL",
            "RUN",
            "COPY",
            "ENV",
            "USER",
            "WORKDIR",
            "EXPOSE",
            "VOLUME",
            "HEALTHCHECK",
            "ENTRYPOINT",
            "CMD");

    static final Path FILE = DeployFiles.FOLDER.resolve("Dockerfile");

    /**
     * One instruction, with the lines that it goes on over joined.
     *
     * @param keyword in capitals
     * @param text the rest
     */
    record Instruction(String keyword, String text) {

        /** Its words, whether it is written as JSON or not. */
        List<String> words() {
            int json = text.indexOf('[');
            try {
                return json >= 0
                        ? List.of(new ObjectMapper().readValue(text.substring(json), String[].class))
                        : Arrays.asList(text.split("\\s+"));
            } catch (IOException e) {
                throw new IllegalArgumentException("no JSON: " + text, e);
            }
        }
    }

    /**
     * One image on the way.
     *
     * @param base another stage, or an image of others
     */
    record Stage(String base, List<Instruction> instructions) {

        Stream<Instruction> all(String keyword) {
            return instructions.stream()
                    .filter(instruction -> instruction.keyword().equals(keyword));
        }

        Optional<Instruction> last(String keyword) {
            return all(keyword).reduce((first, second) -> second);
        }
    }

    static Dockerfile read() throws IOException {
        Map<String, Stage> stages = new LinkedHashMap<>();
        List<Instruction> current = null;
        for (Instruction instruction : instructions(Files.readString(FILE))) {
            if (instruction.keyword().equals("FROM")) {
                List<String> words = instruction.words();
                if (words.size() != 3 || !words.get(1).equals("AS")) {
                    throw new IllegalArgumentException("not FROM image AS name: " + instruction);
                }
                current = new ArrayList<>();
                stages.put(words.get(2), new Stage(words.get(0), current));
            } else {
                current.add(instruction);
            }
        }
        return new Dockerfile(stages);
    }

    /** The last instruction of that kind that an image has, its own or of the stages that it is built on. */
    Optional<Instruction> effective(String stage, String keyword) {
        if (!stages.containsKey(stage)) {
            return Optional.empty();
        }
        Stage own = stages.get(stage);
        return own.last(keyword).or(() -> effective(own.base(), keyword));
    }

    /** Where files of a name go in a stage: {@code COPY … destination}. */
    String destination(String stage, String source) {
        return stages.get(stage)
                .all("COPY")
                .map(Instruction::words)
                .filter(words -> words.stream().anyMatch(word -> word.contains(source)))
                .map(words -> words.get(words.size() - 1))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(stage + " copies no " + source));
    }

    private static String known(String keyword) {
        if (!KEYWORDS.contains(keyword)) {
            throw new IllegalArgumentException("no instruction: " + keyword);
        }
        return keyword;
    }

    private static List<Instruction> instructions(String text) {
        String joined = text.replaceAll("(?m)^\\s*#.*\\R", "").replaceAll("\\\\\\R\\s*", "");
        return joined.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> line.split("\\s+", 2))
                .map(parts -> new Instruction(known(parts[0]), parts[1]))
                .toList();
    }
}
