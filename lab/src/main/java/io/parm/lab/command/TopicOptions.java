package io.parm.lab.command;

import io.parm.job.kafka.QueryFormat;
import io.parm.job.kafka.format.WireFormat;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.topic.PastPredictions;
import io.parm.lab.topic.PastQueries;
import io.parm.lab.topic.PastTask;
import io.parm.lab.topic.TopicContents;
import io.parm.model.Service;
import io.parm.model.ServiceManifest;
import io.parm.model.UserError;
import io.parm.schemas.RecordType;
import io.parm.training.data.Task;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which past queries are to be learnt from, instead of a data set. */
final class TopicOptions {

    private static final int LARGEST_RECORD_BYTES = 64 << 20;

    @Option(
            names = "--from-topic",
            paramLabel = "TOPIC",
            description = "Learn from the queries that this Kafka topic still holds, without labels; the newest tenth"
                    + " evaluates. --deployed must be the folder of the service that answers them.")
    private String queries;

    @Option(
            names = "--predictions",
            paramLabel = "TOPIC",
            description = "Topic of that service's past answers: its original ones are taught as they are, instead of"
                    + " being computed again.")
    private String predictions;

    @Mixin
    private BrokerOptions broker;

    @Option(
            names = "--max-queries",
            paramLabel = "NUMBER",
            description = "Take the newest so many queries.",
            defaultValue = "100000")
    private int maxQueries;

    @Mixin
    private FormatOptions format = new FormatOptions();

    boolean isGiven() {
        if (queries == null && predictions != null) {
            throw new UserError("--predictions needs --from-topic, the topic of the queries that they answered");
        }
        return queries != null;
    }

    /**
     * Reads the topics.
     *
     * @param deployed the service's folder
     * @throws UserError if it is none, or the topics cannot be read or hold too little
     */
    Task read(Path deployed, PrintWriter console) {
        if (maxQueries < 1) {
            throw new UserError("--max-queries must be 1 or more but was " + maxQueries);
        }
        if (deployed == null || !Files.exists(deployed.resolve(ServiceManifest.FILE_NAME))) {
            throw new UserError("--from-topic needs --deployed SERVICE_DIR, the folder of the service that answers the"
                    + " queries: it says what they look like");
        }
        Service service = Service.read(deployed);
        ProgressLine line = new ProgressLine(console);
        WireFormat wire = format.format();
        PastQueries past = PastQueries.read(
                new TopicContents(broker.access(), queries),
                QueryFormat.of(service, wire.decoder(RecordType.QUERY, List.of(queries)), LARGEST_RECORD_BYTES),
                maxQueries,
                progress(queries, line));
        line.say(String.format(
                Locale.ROOT,
                "%s: %,d queries, %,d records that are none",
                queries,
                past.queries().size(),
                past.refused()));
        PastPredictions answers = predictions == null
                ? PastPredictions.NONE
                : PastPredictions.read(
                        new TopicContents(broker.access(), predictions),
                        wire.decoder(RecordType.PREDICTION, List.of(predictions))
                                .get(),
                        progress(predictions, line));
        if (predictions != null) {
            line.say(String.format(
                    Locale.ROOT,
                    "%s: %,d original answers",
                    predictions,
                    answers.outputs().size()));
        }
        return new PastTask(service.manifest(), queries, past, answers).task();
    }

    private static TopicContents.Progress progress(String topic, ProgressLine line) {
        return (read, all) ->
                line.update(String.format(Locale.ROOT, "Reading %s: %,d of %,d records", topic, read, all));
    }
}
