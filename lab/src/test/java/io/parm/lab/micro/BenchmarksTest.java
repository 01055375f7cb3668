package io.parm.lab.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.InferenceResult;
import org.junit.jupiter.api.Test;

/** What the benchmarks do is what they are to measure. */
class BenchmarksTest {

    @Test
    void poolHandsBackAnOutputEveryTime() {
        PoolBenchmark benchmark = new PoolBenchmark();
        for (int call = 0; call < 10; call++) {
            assertThat(benchmark.handOver().kind()).isEqualTo(InferenceResult.Kind.OUTPUT);
        }
        benchmark.tearDown();
    }

    @Test
    void serializersReadWhatTheyWrote() throws Exception {
        SerializerBenchmark benchmark = new SerializerBenchmark();
        benchmark.shape = "1x28x28";
        benchmark.setUp();

        assertThat(benchmark.deserializeModelInput().input()).hasSize(784);
        assertThat(benchmark.deserializeAdmittedQuery().input()).hasSize(784);
        assertThat(benchmark.serializeModelInput().length()).isEqualTo(benchmark.copy().length);
    }

    @Test
    void sumReadsAsManyFloatsAsItsCopyCopies() {
        DecodeBenchmark benchmark = new DecodeBenchmark();
        benchmark.code = "sum";
        benchmark.shape = "10";
        benchmark.k = 4;
        benchmark.setUp();

        assertThat(benchmark.decode()).hasSize(10);
        assertThat(benchmark.copy()).hasSize(4 * 10);
    }
}
