package io.parm.lab.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parm.lab.emulation.ServiceModel;
import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The inference times of emulated instances: {@code lab/service-times.yaml}, as {@code parm bench calibrate} wrote it. */
public final class CalibratedTimes {

    private static final String FILE = "lab/service-times.yaml";

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .build();

    private CalibratedTimes() {}

    /**
     * Reads them.
     *
     * @param home the checkout
     * @throws UserError if the file cannot be read or says what cannot be
     */
    public static ServiceModel read(Path home) {
        Path file = home.resolve(FILE);
        try {
            return YAML.readValue(Files.readString(file), ServiceModel.class);
        } catch (JsonProcessingException e) {
            throw new UserError(file + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UserError("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
