package io.parm.lab.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.inference.Instance;
import io.parm.inference.InstanceFactory;
import io.parm.inference.PoolLimits;
import io.parm.model.ModelFile;
import io.parm.serving.ModelServer;
import io.parm.serving.ServerOptions;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.catalog.CatalogModel;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedCatalogModel;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.ModelProviderFactory;
import org.apache.flink.table.functions.AsyncPredictFunction;
import org.apache.flink.table.functions.FunctionContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Flink's own Triton client, which knows nothing of us, against our server; it is what {@code ML_PREDICT} runs in Flink SQL. */
@Timeout(120)
class FlinkTritonClientTest {

    /**
     * Flink 2.3.0 has its check of the schema the wrong way round, and refuses every model; with the check off, the rest of the client
     * is as released.
     */
    private static final String CLIENT = """
            package foreign;

            import org.apache.flink.configuration.ReadableConfig;
            import org.apache.flink.table.catalog.ResolvedSchema;
            import org.apache.flink.table.factories.ModelProviderFactory;
            import org.apache.flink.table.types.logical.LogicalType;

            public class Client extends org.apache.flink.model.triton.TritonInferenceModelFunction {
                public Client(ModelProviderFactory.Context context, ReadableConfig config) {
                    super(context, config);
                }

                @Override
                protected void validateSingleColumnSchema(ResolvedSchema schema, LogicalType type, String which) {}
            }
            """;

    private static final Path JAR = Path.of("target/foreign/flink-model-triton.jar");

    private final URLClassLoader jar;
    private final ModelServer server = ModelServer.start(
            Map.of("sums", new ModelFile("", new int[] {3}, 2)),
            new Sums(),
            ServerOptions.anywhere(1, new PoolLimits(100, 8)));

    FlinkTritonClientTest(@TempDir Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve("Client.java"), CLIENT);
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        int exitCode = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        "-cp",
                        JAR + File.pathSeparator + classPath,
                        source.toString());
        assertThat(exitCode).isZero();
        jar = new URLClassLoader(new URL[] {folder.toUri().toURL(), JAR.toUri().toURL()});
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        jar.close();
    }

    @Test
    void rowsArePredicted() throws Exception {
        AsyncPredictFunction client = client("sums");
        client.open(new FunctionContext(null));
        try {
            RowData first = predict(client, 1, 2, 3.5f);
            assertThat(first.getArray(0).toFloatArray()).containsExactly(6.5f, 3);
            assertThat(predict(client, -1, 0, 0).getArray(0).toFloatArray()).containsExactly(-1, 3);
        } finally {
            client.close();
        }
    }

    @Test
    void whatIsRefusedIsToldToTheClient() throws Exception {
        AsyncPredictFunction client = client("no-such-model");
        client.open(new FunctionContext(null));
        try {
            assertThatThrownBy(() -> predict(client, 1, 2, 3))
                    .hasMessageContaining("there is no model 'no-such-model'");
        } finally {
            client.close();
        }
    }

    private static RowData predict(AsyncPredictFunction client, float... input) throws Exception {
        CompletableFuture<Collection<RowData>> rows =
                client.asyncPredict(GenericRowData.of(new GenericArrayData(input)));
        return rows.get(60, TimeUnit.SECONDS).iterator().next();
    }

    private AsyncPredictFunction client(String model) throws ReflectiveOperationException {
        Map<String, String> options =
                Map.of("endpoint", server.httpAddress() + "/v2/models", "model-name", model, "model-version", "1");
        ResolvedCatalogModel catalog = ResolvedCatalogModel.of(
                CatalogModel.of(schema("INPUT__0"), schema("OUTPUT__0"), options, ""),
                resolved("INPUT__0"),
                resolved("OUTPUT__0"));
        FactoryUtil.DefaultModelProviderContext context = new FactoryUtil.DefaultModelProviderContext(
                ObjectIdentifier.of("catalog", "database", model), catalog, Configuration.fromMap(options), jar, true);
        return (AsyncPredictFunction) jar.loadClass("foreign.Client")
                .getConstructor(ModelProviderFactory.Context.class, ReadableConfig.class)
                .newInstance(context, Configuration.fromMap(options));
    }

    private static Schema schema(String column) {
        return Schema.newBuilder()
                .column(column, DataTypes.ARRAY(DataTypes.FLOAT()))
                .build();
    }

    private static ResolvedSchema resolved(String column) {
        return ResolvedSchema.of(Column.physical(column, DataTypes.ARRAY(DataTypes.FLOAT())));
    }

    /** A model that puts out the sum of its input and how many numbers that has. */
    private static final class Sums implements InstanceFactory {

        private static final long serialVersionUID = 1L;

        @Override
        public Instance open(ModelFile model, String name, int batchMaxSize, String device) {
            return new Instance() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public CompletionStage<List<float[]>> infer(List<float[]> inputs, long remainingMs) {
                    return CompletableFuture.completedFuture(
                            inputs.stream().map(Sums::sum).toList());
                }

                @Override
                public void close() {}
            };
        }

        private static float[] sum(float[] input) {
            float sum = 0;
            for (float value : input) {
                sum += value;
            }
            return new float[] {sum, input.length};
        }
    }
}
