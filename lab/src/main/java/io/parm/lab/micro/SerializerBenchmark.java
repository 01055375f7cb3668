package io.parm.lab.micro;

import io.parm.job.stream.AdmittedQuery;
import io.parm.job.stream.Envelope;
import io.parm.job.stream.ModelInput;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A query between two Flink operators that are not chained: Flink's serializer for records, beside copies of its bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SerializerBenchmark {

    @Param({"1x28x28", "3x32x32", "3x224x224"})
    public String shape;

    private Stream<AdmittedQuery> queries;
    private Stream<ModelInput> modelInputs;
    private byte[] read;
    private byte[] copies;

    @Setup
    public void setUp() throws IOException {
        float[] input = RandomFloats.rows(1, RandomFloats.elements(shape))[0];
        Envelope envelope = new Envelope("query-000001", null, List.of(), 0, 40, 2000);
        queries = new Stream<>(AdmittedQuery.class, new AdmittedQuery(envelope, input));
        modelInputs = new Stream<>(ModelInput.class, new ModelInput("group-000001", 1, 1, input, 40, 2000));
        read = modelInputs.bytes.clone();
        copies = new byte[read.length];
    }

    @Benchmark
    public DataOutputSerializer serializeAdmittedQuery() throws IOException {
        return queries.serialize();
    }

    @Benchmark
    public AdmittedQuery deserializeAdmittedQuery() throws IOException {
        return queries.deserialize();
    }

    @Benchmark
    public DataOutputSerializer serializeModelInput() throws IOException {
        return modelInputs.serialize();
    }

    @Benchmark
    public ModelInput deserializeModelInput() throws IOException {
        return modelInputs.deserialize();
    }

    /** Into an array that is there already. */
    @Benchmark
    public byte[] copy() {
        System.arraycopy(read, 0, copies, 0, read.length);
        return copies;
    }

    /** Into a new array. */
    @Benchmark
    public byte[] fresh() {
        return read.clone();
    }

    /** A stream type's serializer with one element, and buffers that are used again as Flink uses its own. */
    private static final class Stream<T> {

        private final TypeSerializer<T> serializer;
        private final T element;
        private final DataOutputSerializer target = new DataOutputSerializer(64);
        private final DataInputDeserializer source = new DataInputDeserializer();
        private final byte[] bytes;

        Stream(Class<T> type, T element) throws IOException {
            this.serializer = TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
            this.element = element;
            this.bytes = serialize().getCopyOfBuffer();
        }

        DataOutputSerializer serialize() throws IOException {
            target.clear();
            serializer.serialize(element, target);
            return target;
        }

        T deserialize() throws IOException {
            source.setBuffer(bytes);
            return serializer.deserialize(source);
        }
    }
}
