package io.parm.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Every version the schemas ever had: copies of {@code src/main/avro} in the resources {@code history/v1}, {@code history/v2} and so on,
 * the last of which is the current one. A version that was released is never edited.
 */
final class SchemaHistory {

    /** Named by the others, so they are parsed first. */
    private static final List<String> IMPORTED = List.of("Tensor", "AnswerSource");

    private SchemaHistory() {}

    /**
     * All versions of one schema, oldest first.
     *
     * @param name simple name of the record, such as {@code Query}
     */
    static List<Schema> of(String name) {
        List<Schema> versions = new ArrayList<>();
        while (SchemaHistory.class.getResource(file(versions.size() + 1, name)) != null) {
            versions.add(read(versions.size() + 1, name));
        }
        return versions;
    }

    /** The version that is written, as everybody may see it. */
    static Schema newest(String name) {
        List<Schema> versions = of(name);
        return versions.get(versions.size() - 1);
    }

    private static Schema read(int version, String name) {
        Schema.Parser parser = new Schema.Parser();
        for (String imported : IMPORTED) {
            parse(parser, file(version, imported));
        }
        return parse(parser, file(version, name));
    }

    private static Schema parse(Schema.Parser parser, String file) {
        try (InputStream json = SchemaHistory.class.getResourceAsStream(file)) {
            return parser.parse(json);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + file, e);
        }
    }

    private static String file(int version, String name) {
        return "history/v" + version + "/" + name + ".avsc";
    }
}
