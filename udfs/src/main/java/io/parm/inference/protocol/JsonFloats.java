package io.parm.inference.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/** Floats of a JSON array, flat or nested as the tensor's shape is. */
final class JsonFloats {

    private static final int INITIAL_CAPACITY = 64;

    private final String name;
    private float[] floats = new float[INITIAL_CAPACITY];
    private int size;

    private JsonFloats(String name) {
        this.name = name;
    }

    /** @throws MalformedMessageException if it is no array, or anything in it is no number */
    static float[] read(String name, JsonNode data) throws MalformedMessageException {
        if (!data.isArray()) {
            throw new MalformedMessageException("tensor '" + name + "' has no data");
        }
        JsonFloats collected = new JsonFloats(name);
        collected.addAll(data);
        return Arrays.copyOf(collected.floats, collected.size);
    }

    private void addAll(JsonNode array) throws MalformedMessageException {
        for (JsonNode element : array) {
            if (element.isArray()) {
                addAll(element);
            } else if (element.isNumber()) {
                add(element.floatValue());
            } else {
                throw new MalformedMessageException("tensor '" + name + "' has an element that is no number");
            }
        }
    }

    private void add(float value) {
        if (size == floats.length) {
            floats = Arrays.copyOf(floats, size * 2);
        }
        floats[size++] = value;
    }
}
