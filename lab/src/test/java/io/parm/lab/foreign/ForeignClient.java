package io.parm.lab.foreign;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Somebody else's program: plain Kafka clients, plain Avro with generic records, the schema files and the prose of the contract. Uses
 * no class of this project.
 */
public final class ForeignClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Schema query;
    private final Schema tensor;
    private final Schema image;
    private final Schema dataType;
    private final BinaryMessageEncoder<GenericRecord> encoder;
    private final BinaryMessageDecoder<GenericRecord> decoder;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** @param schemas the folder of the {@code .avsc} files */
    public ForeignClient(String bootstrapServers, Path schemas) throws IOException {
        Schema.Parser parser = new Schema.Parser();
        tensor = parser.parse(Files.readString(schemas.resolve("Tensor.avsc")));
        query = parser.parse(Files.readString(schemas.resolve("Query.avsc")));
        parser.parse(Files.readString(schemas.resolve("AnswerSource.avsc")));
        Schema prediction = parser.parse(Files.readString(schemas.resolve("Prediction.avsc")));
        dataType = tensor.getField("dtype").schema();
        image = query.getField("image").schema().getTypes().get(1);
        encoder = new BinaryMessageEncoder<>(GenericData.get(), query);
        decoder = new BinaryMessageDecoder<>(GenericData.get(), prediction);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        "somebody-else",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** A prediction as this client reads it. */
    public record Seen(
            String queryId, String key, String traceparent, String sourceHeader, String source, float[] output) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Seen that && queryId.equals(that.queryId) && Arrays.equals(output, that.output);
        }

        @Override
        public int hashCode() {
            return queryId.hashCode();
        }
    }

    /** Sends a tensor of the given shape; returns when the broker has it. */
    public void submitTensor(String topic, String id, float[] values, Long... shape) throws Exception {
        GenericRecord payload = new GenericData.Record(tensor);
        ByteBuffer data = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        payload.put("dtype", new GenericData.EnumSymbol(dataType, "FLOAT32"));
        payload.put("shape", List.of(shape));
        payload.put("data", data);
        submit(topic, id, "tensor", payload);
    }

    /** Sends an image file's bytes; returns when the broker has them. */
    public void submitImage(String topic, String id, byte[] png) throws Exception {
        GenericRecord payload = new GenericData.Record(image);
        payload.put("mediaType", "image/png");
        payload.put("data", ByteBuffer.wrap(png));
        submit(topic, id, "image", payload);
    }

    private void submit(String topic, String id, String field, GenericRecord payload)
            throws IOException, ExecutionException, InterruptedException {
        GenericRecord record = new GenericData.Record(query);
        record.put("id", id);
        record.put(field, payload);
        ByteBuffer value = encoder.encode(record);
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        var message = new ProducerRecord<>(topic, keyOf(id).getBytes(StandardCharsets.UTF_8), bytes);
        message.headers().add("traceparent", traceparentOf(id).getBytes(StandardCharsets.UTF_8));
        producer.send(message).get();
    }

    /** The key that this client gives a query. */
    public static String keyOf(String id) {
        return "key of " + id;
    }

    /** The trace header that this client gives a query. */
    public static String traceparentOf(String id) {
        return "00-0af7651916cd43dd8448eb211c80319c-%016x-01".formatted(id.hashCode());
    }

    /** Reads a topic of predictions from its beginning until there are so many. */
    public List<Seen> predictions(String topic, int count) throws IOException {
        consumer.subscribe(List.of(topic));
        List<Seen> seen = new ArrayList<>();
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (seen.size() < count && System.nanoTime() < endNanos) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                seen.add(read(record));
            }
        }
        return seen;
    }

    private Seen read(ConsumerRecord<byte[], byte[]> record) throws IOException {
        GenericRecord prediction = decoder.decode(record.value());
        GenericRecord output = (GenericRecord) prediction.get("output");
        ByteBuffer data = ((ByteBuffer) output.get("data")).order(ByteOrder.LITTLE_ENDIAN);
        float[] floats = new float[data.remaining() / 4];
        data.asFloatBuffer().get(floats);
        return new Seen(
                prediction.get("queryId").toString(),
                new String(record.key(), StandardCharsets.UTF_8),
                header(record, "traceparent"),
                header(record, "parm-source"),
                prediction.get("source").toString(),
                floats);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
