package io.parm.lab.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** What was measured, for machines. */
public interface Figures {

    /** One JSON object. */
    String toJson();

    /**
     * Figures by name.
     *
     * @param fields numbers, strings and lists of them; in the order of the map
     */
    static Figures of(Map<String, Object> fields) {
        return () -> toJson(fields);
    }

    /** Numbers, strings, lists and maps as JSON. */
    static String toJson(Map<String, Object> fields) {
        try {
            return new ObjectMapper().writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and strings are always JSON", e);
        }
    }
}
