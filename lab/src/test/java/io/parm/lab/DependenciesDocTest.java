package io.parm.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/dependencies.md} against the parent's build file. */
class DependenciesDocTest {

    private static final Pattern PROPERTY = Pattern.compile("<([a-z0-9.]+\\.version)>([^<]+)</");
    private static final Pattern MANAGED = Pattern.compile(
            "<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern ROW = Pattern.compile("\\| (`[^|]+`) \\| ([^ |]+) \\| [^|]+ \\|");

    @Test
    void everyManagedLibraryIsInTheTableWithItsVersion() throws IOException {
        assertThat(documented()).containsExactlyInAnyOrderEntriesOf(managed());
    }

    private static Map<String, String> managed() throws IOException {
        String pom = Files.readString(Path.of("../pom.xml"));
        Map<String, String> versions = PROPERTY.matcher(pom)
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2), (first, second) -> first));
        String section = pom.substring(pom.indexOf("<dependencyManagement>"), pom.indexOf("</dependencyManagement>"));
        Map<String, String> managed = new TreeMap<>();
        Matcher dependency = MANAGED.matcher(section);
        while (dependency.find()) {
            if (!dependency.group(1).equals("io.parm")) {
                String version = dependency.group(3);
                for (Map.Entry<String, String> entry : versions.entrySet()) {
                    version = version.replace("${" + entry.getKey() + "}", entry.getValue());
                }
                managed.put(dependency.group(2), version);
            }
        }
        return managed;
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("../docs/dependencies.md")));
        while (row.find()) {
            for (String artifact : row.group(1).split(", ")) {
                documented.put(artifact.replace("`", ""), row.group(2));
            }
        }
        return documented;
    }
}
