package io.parm.schemas;

/**
 * Topics, keys and headers: what a producer of queries and a consumer of predictions may rely on. The module's README says the
 * same in prose.
 *
 * <ul>
 *   <li>The key of a query is the producer's; its prediction and correction carry the same bytes, or no key if it had none.
 *   <li>Headers of a query that are not named here pass through to its prediction and correction, in order.
 *   <li>A dead letter keeps the key, the value and the headers of the record it was, unless that is too large to write.
 * </ul>
 */
public final class Contract {

    /** Default topic of {@link Query} records. */
    public static final String QUERIES_TOPIC = "queries";

    /** Default topic of {@link Prediction} records: one per query. */
    public static final String PREDICTIONS_TOPIC = "predictions";

    /** Default topic of {@link Correction} records: late originals. */
    public static final String CORRECTIONS_TOPIC = "corrections";

    /** Default topic of records that could not be admitted. */
    public static final String DEAD_LETTERS_TOPIC = "dead-letters";

    /** On a query: its own deadline in milliseconds from arrival, a decimal integer in UTF-8; 0 asks for the first answer. */
    public static final String DEADLINE_MS_HEADER = "parm-deadline-ms";

    /** On a prediction: its {@link AnswerSource} by name, so that a consumer can route without decoding. */
    public static final String SOURCE_HEADER = "parm-source";

    /** On a prediction and a correction: milliseconds from arrival to answer, a decimal integer in UTF-8. */
    public static final String LATENCY_MS_HEADER = "parm-latency-ms";

    /** On a dead letter: why the record was refused, a sentence. */
    public static final String ERROR_MESSAGE_HEADER = "__connect.errors.exception.message";

    /** On a dead letter: the kind of refusal, one word; the README lists them. */
    public static final String ERROR_CLASS_HEADER = "__connect.errors.exception.class.name";

    /** On a dead letter: the step that refused it. */
    public static final String ERROR_STAGE_HEADER = "__connect.errors.stage";

    /** On a dead letter: the topic it was read from. */
    public static final String ERROR_TOPIC_HEADER = "__connect.errors.topic";

    /** On a dead letter: the partition it was read from, decimal. */
    public static final String ERROR_PARTITION_HEADER = "__connect.errors.partition";

    /** On a dead letter: the offset it was read from, decimal. */
    public static final String ERROR_OFFSET_HEADER = "__connect.errors.offset";

    /** On a dead letter that was too large to keep: how many bytes of the record it comes without, decimal. */
    public static final String OMITTED_BYTES_HEADER = "parm-omitted-bytes";

    /** Longest query id, in characters. */
    public static final int MAX_ID_LENGTH = 256;

    private Contract() {}
}
