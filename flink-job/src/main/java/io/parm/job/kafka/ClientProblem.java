package io.parm.job.kafka;

/** What is wrong with properties of Kafka clients, in words that hold none of their values. */
final class ClientProblem {

    private static final String JAAS = "JAAS";

    private ClientProblem() {}

    /** Kafka says best at the bottom what is wrong, but of a login it may quote a part. */
    static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        return message.contains(JAAS)
                ? "sasl.jaas.config must be MODULE required NAME=\"VALUE\" … with a semicolon at its end"
                : message;
    }
}
