package io.parm.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ParityOutput;
import java.util.List;
import java.util.Map;

/**
 * What {@code service.yaml} says of a service; {@link Service} checks it against the files beside it.
 *
 * @param name the service's name, as predictions carry it
 * @param input what a query must look like
 * @param preprocess how an encoded image becomes an input; {@code null} when the service takes tensors only
 * @param output what an output looks like
 * @param defaultOutput the answer when nothing else came in time, {@code output.size} floats
 * @param code the code that the parity models were trained for
 * @param deployed the deployed model's file
 * @param parity one file per parity query of a group, in order
 * @param evaluation measured figures, by name; for people and reports
 * @param training how the files were made: command, seed, data; for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceManifest(
        String name,
        Input input,
        Preprocess preprocess,
        Output output,
        @JsonProperty("default-output") List<Float> defaultOutput,
        Code code,
        Deployed deployed,
        List<Parity> parity,
        Map<String, Object> evaluation,
        Map<String, Object> training) {

    /** The file name of a manifest in a service's folder. */
    public static final String FILE_NAME = "service.yaml";

    /**
     * @param dtype element type of the model's input; {@code float32}
     * @param shape shape of one query, without batch axis
     */
    public record Input(String dtype, List<Integer> shape) {}

    /**
     * Pixels are scaled to 0…1, the image to the input's height and width, and each channel becomes {@code (x − mean) / std}.
     *
     * @param mean one per channel
     * @param std one per channel, not zero
     */
    public record Preprocess(List<Float> mean, List<Float> std) {}

    /**
     * @param size floats of one output
     * @param kind {@code classification} (the largest float is the class) or {@code regression}
     * @param labels class names in order; may be absent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Output(int size, String kind, List<String> labels) {

        static final String CLASSIFICATION = "classification";

        @JsonIgnore
        public boolean isClassification() {
            return CLASSIFICATION.equals(kind);
        }
    }

    /**
     * @param partialGroups whether the parity models were trained on groups with empty slots, so that an incomplete group gets a
     *     parity query too
     */
    public record Code(
            Encoder.Kind encoder,
            @JsonProperty("parity-output") ParityOutput.Kind parityOutput,
            int k,
            int r,
            @JsonProperty("partial-groups") boolean partialGroups) {

        public CodeSpec spec() {
            return new CodeSpec(encoder, parityOutput, k, r);
        }
    }

    /** @param sha256 lower-case hex digest of the file, the model's fingerprint */
    public record Deployed(String file, String sha256) {}

    /**
     * @param sha256 lower-case hex digest of the file
     * @param trainedFor fingerprint of the deployed model whose outputs this model was trained on
     * @param k group size it was trained for
     */
    public record Parity(
            String file,
            String sha256,
            @JsonProperty("trained-for") String trainedFor,
            int k) {}

    /** The same with other figures. */
    public ServiceManifest withEvaluation(Map<String, Object> figures) {
        return new ServiceManifest(
                name, input, preprocess, output, defaultOutput, code, deployed, parity, figures, training);
    }
}
