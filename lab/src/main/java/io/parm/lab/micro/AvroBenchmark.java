package io.parm.lab.micro;

import io.parm.schemas.MalformedRecordException;
import io.parm.schemas.Query;
import io.parm.schemas.SingleObjectCodec;
import io.parm.schemas.Tensors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A query's way into a Kafka value and out of it, beside copies of the value. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AvroBenchmark {

    @Param({"1x28x28", "3x32x32", "3x224x224"})
    public String shape;

    private final SingleObjectCodec<Query> codec = SingleObjectCodec.ofQueries();
    private Query query;
    private byte[] value;
    private byte[] copies;

    @Setup
    public void setUp() {
        float[] input = RandomFloats.rows(1, RandomFloats.elements(shape))[0];
        query = new Query("query-000001", Tensors.ofFloats(input, RandomFloats.shape(shape)), null);
        value = codec.encode(query);
        copies = new byte[value.length];
    }

    @Benchmark
    public byte[] avroEncode() {
        return codec.encode(query);
    }

    @Benchmark
    public Query avroDecode() throws MalformedRecordException {
        return codec.decode(value);
    }

    /** Into an array that is there already. */
    @Benchmark
    public byte[] copy() {
        System.arraycopy(value, 0, copies, 0, value.length);
        return copies;
    }

    /** Into a new array. */
    @Benchmark
    public byte[] fresh() {
        return value.clone();
    }
}
