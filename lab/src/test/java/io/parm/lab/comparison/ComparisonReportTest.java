package io.parm.lab.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parm.lab.bench.InstanceKind;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.load.Answer;
import io.parm.lab.load.Disturbance;
import io.parm.lab.load.Latencies;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.RunReport;
import io.parm.lab.load.SentLoad;
import io.parm.lab.meter.Cost;
import io.parm.lab.meter.Work;
import io.parm.lab.report.Spread;
import io.parm.schemas.AnswerSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonReportTest {

    private static final int QUERIES = 1000;
    private static final long MS = 1_000_000;

    private final Arm slow = arm("slow", List.of(new Arm.PaperRow(270, 20.0, null, 30.0, 40.0, 60.0)));
    private final Arm fast = arm("fast", List.of(new Arm.PaperRow(270, 20.0, null, 25.0, 27.0, 30.0)));
    private final List<RunReport> slowRuns = List.of(run(10, 50));
    private final List<RunReport> fastRuns = List.of(run(10, 20), run(10, 30), run(10, 26));
    private final List<Row> rows =
            List.of(new Row(slow, 270, slowRuns, slowRuns, null), new Row(fast, 270, fastRuns, slowRuns, null));

    @TempDir
    private Path folder;

    @Test
    void figuresAreMediansOverTheRunsAndGapsAreComparedWithTheBaseline() throws IOException {
        assertThat(rows.get(1).gapRatio()).isCloseTo((50.0 - 10) / (26 - 10), within(1e-9));
        JsonNode json = new ObjectMapper().readTree(rows.get(1).toJson());
        assertThat(json.get("p999Ms").asDouble()).isEqualTo(26);
        assertThat(json.get("p999MsRange").get(1).asDouble()).isEqualTo(30);
        assertThat(json.get("gapRatio").asDouble()).isEqualTo(2.5);
        assertThat(json.get("instanceSeconds").asDouble()).isEqualTo(3);
        assertThat(json.get("answers").get("RECONSTRUCTED").asInt()).isEqualTo(5);
        assertThat(json.get("accuracyOverall").isNull()).isTrue();
        assertThat(json.fieldNames())
                .toIterable()
                .contains("name", "k", "qps", "p50Ms", "meanMs", "p99Ms", "p995Ms", "idealP999Ms");
    }

    @Test
    void whatNobodyMeasuredIsADash() throws IOException {
        List<RunReport> unmeasured = List.of(run(10, 20).with(null, null));
        Row row = new Row(fast, 270, unmeasured, slowRuns, null);
        assertThat(ComparisonTable.cells(row)).last().isEqualTo("–");
        assertThat(new ObjectMapper()
                        .readTree(row.toJson())
                        .get("instanceSeconds")
                        .isNull())
                .isTrue();
    }

    @Test
    void theQuickVariantSaysHowFewQueriesItsTailIsOf() {
        assertThat(ComparisonText.quick(new Comparison.Load(List.of(270.0), 5400, 15, 3, 1, null)))
                .isEqualTo(
                        "This is the quick variant: a run is of 5,400 queries, and its p99.9 rests on the slowest 5.");
    }

    @Test
    void theSentenceSetsTheGapBesideThePapers() {
        assertThat(ComparisonText.sentence(comparison(), rows))
                .contains("fast answers 999 of 1000 queries within 26.0 ms where slow needs 50.0 ms")
                .contains("2.5 times smaller (the paper's was 4.0)");
    }

    @Test
    void theSentenceSaysSoWhereTheGapIsLarger() {
        List<Row> larger =
                List.of(new Row(slow, 270, fastRuns, fastRuns, null), new Row(fast, 270, slowRuns, fastRuns, null));
        assertThat(ComparisonText.sentence(comparison(), larger)).contains("the median is 2.5 times larger (the");
    }

    @Test
    void whatIsFurtherFromItsIdealThanAFifthIsExplainedWithSizes() {
        IdealFigures near = new IdealFigures(new Spread(9.5, 9.5, 9.5), new Spread(22, 23, 27));
        IdealFigures far = new IdealFigures(new Spread(9.5, 9.5, 9.5), new Spread(18, 20, 25));
        List<Row> rowsWithIdeals = List.of(
                new Row(slow, 270, slowRuns, slowRuns, null),
                new Row(fast, 270, fastRuns, slowRuns, near),
                new Row(fast, 300, fastRuns, slowRuns, far));
        assertThat(BeyondIdeal.sentences(rowsWithIdeals))
                .containsExactly(
                        "p99.9 is within 20 % of its ideal in 1 of 2 rows; that of the queries that no stall of this process was near,"
                                + " in 1.",
                        "fast at 300/s: +6.0 ms (+30 %), of which 0.5 ms are the job's and Kafka's time, as in the median; by chance the"
                                + " ideal of one run is anything from 18.0 to 25.0 ms.");
        assertThat(BeyondIdeal.sentences(rows)).isEmpty();
    }

    @Test
    void whatStallsOfTheProcessDidIsToldApart() throws IOException {
        List<RunReport> disturbedSlow = List.of(disturbed(run(10, 50), 10, 40));
        List<RunReport> disturbedFast = List.of(disturbed(run(10, 30), 10, 16));
        IdealFigures ideal = new IdealFigures(new Spread(9.5, 9.5, 9.5), new Spread(15, 15, 16));
        List<Row> disturbed = List.of(
                new Row(slow, 270, disturbedSlow, disturbedSlow, null),
                new Row(fast, 270, disturbedFast, disturbedSlow, ideal));
        JsonNode json = new ObjectMapper().readTree(disturbed.get(1).toJson());
        assertThat(json.get("gapRatio").asDouble()).isEqualTo(2);
        assertThat(json.get("undisturbedGapRatio").asDouble()).isEqualTo(5);
        assertThat(json.get("undisturbedP999Ms").asDouble()).isEqualTo(16);
        assertThat(json.get("undisturbedShare").asDouble()).isEqualTo(0.5);
        assertThat(json.get("hiccupP999Ms").asDouble()).isEqualTo(7);
        assertThat(ComparisonTable.cells(disturbed.get(1))).contains("50 %", "16.0", "5.00");
        assertThat(ComparisonText.undisturbed(comparison(), disturbed)).contains("50 %", "slow", "5.0 times smaller");
        assertThat(ComparisonText.undisturbed(comparison(), rows)).isEmpty();
        assertThat(BeyondIdeal.sentences(disturbed))
                .containsExactly(
                        "p99.9 is within 20 % of its ideal in 0 of 1 rows; that of the queries that no stall of this process was near,"
                                + " in 1.",
                        "fast at 270/s: +15.0 ms (+100 %), of which 0.5 ms are the job's and Kafka's time, as in the median, and 14.0 ms are"
                                + " stalls of this process: the 50 % of the queries that none was near have 16.0 ms; by chance the"
                                + " ideal of one run is anything from 15.0 to 16.0 ms.");
    }

    @Test
    void stallsThatMadeNothingSlowerAreNoReason() {
        List<RunReport> reports = List.of(disturbed(run(10, 30), 10, 31));
        IdealFigures ideal = new IdealFigures(new Spread(9.5, 9.5, 9.5), new Spread(15, 15, 16));
        assertThat(BeyondIdeal.sentences(List.of(new Row(fast, 270, reports, reports, ideal))))
                .last()
                .asString()
                .doesNotContain("stalls");
    }

    /** Half of its queries are undisturbed; most of these take {@code ms}, and five {@code slowMs}. */
    private static RunReport disturbed(RunReport report, long ms, long slowMs) {
        long[] nanos = new long[QUERIES / 2];
        Arrays.fill(nanos, ms * MS);
        Arrays.fill(nanos, 0, 5, slowMs * MS);
        Latencies hiccups = new Latencies(new long[] {7 * MS}, 0);
        return report.with(report.cost(), new Disturbance(hiccups, new Latencies(nanos, 0)));
    }

    @Test
    void theFolderHoldsAPagePicturesAndEveryAnswer() throws IOException {
        ProgressLine silent = new ProgressLine(new PrintWriter(Writer.nullWriter()));
        new ComparisonReport(comparison(), rows, "A <sentence>.", List.of("A <remark>.")).write(folder, silent);
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("A &lt;sentence&gt;.", "A &lt;remark&gt;.", "data:image/png;base64,", "26.0 (20.0 … 30.0)")
                .doesNotContain("http");
        assertThat(folder.resolve("latency.png")).isNotEmptyFile();
        assertThat(folder.resolve("timeline.png")).isNotEmptyFile();
        byte[] answers = Files.readAllBytes(folder.resolve("answers.csv.gz"));
        String text = new String(
                new GZIPInputStream(new ByteArrayInputStream(answers)).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(1 + 4 * QUERIES);
        assertThat(Files.readAllLines(folder.resolve("rows.csv"))).hasSize(3);
    }

    /** Most queries take {@code ms}; five are reconstructions, and take {@code slowMs}. */
    private static RunReport run(long ms, long slowMs) {
        PoissonSchedule schedule = PoissonSchedule.ofCount(270, QUERIES, 1);
        SentLoad load = new SentLoad("q", 0, schedule, 0, 0);
        Map<String, Answer> answers = new HashMap<>();
        for (int i = 0; i < QUERIES; i++) {
            boolean isSlow = i % 200 == 0;
            AnswerSource source = isSlow ? AnswerSource.RECONSTRUCTED : AnswerSource.ORIGINAL;
            long receivedNanos = load.intendedNanos(i) + (isSlow ? slowMs : ms) * MS;
            answers.put(SentLoad.id("q", i), new Answer(receivedNanos, source, new float[] {1, 0}, 1));
        }
        Cost cost = new Cost(new Work(QUERIES, 2000 * MS), new Work(QUERIES / 2, 1000 * MS));
        return RunReport.of("run", load, answers).with(cost, null);
    }

    private Comparison comparison() {
        Comparison.Load load = new Comparison.Load(List.of(270.0), QUERIES, 0, 1, 1, null);
        return new Comparison(
                "T",
                "A",
                InstanceKind.EMULATED,
                null,
                null,
                new Emulation(null, null, null),
                null,
                null,
                load,
                load,
                "slow",
                "fast",
                List.of(slow, fast));
    }

    private static Arm arm(String name, List<Arm.PaperRow> paper) {
        return new Arm(name, null, null, 0, 0, null, null, paper);
    }
}
