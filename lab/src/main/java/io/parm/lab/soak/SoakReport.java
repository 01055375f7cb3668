package io.parm.lab.soak;

import io.parm.lab.report.ChartStyle;
import io.parm.lab.report.ReportPage;
import io.parm.model.UserError;
import io.parm.schemas.AnswerSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A page about a long run, with its pictures, that needs no other file. */
public final class SoakReport {

    private final SoakResult result;
    private final String instances;

    /** @param instances what the instances were, for people */
    public SoakReport(SoakResult result, String instances) {
        this.result = result;
        this.instances = instances;
    }

    /**
     * Writes the page, its pictures and the figures into a folder.
     *
     * @throws UserError if a file cannot be written
     */
    public void write(Path folder) {
        SoakPlots plots = new SoakPlots(result);
        try {
            Files.createDirectories(folder);
            ReportPage page = new ReportPage(
                    "Soak: %d min at %.0f queries/s, seed %d"
                            .formatted(
                                    result.options().minutes(),
                                    result.options().rate(),
                                    result.options().seed()),
                    "A broker, a JobManager, TaskManagers and model servers in processes of their own on one machine ("
                            + instances + "), to which something happens every few seconds. The clock was not stepped:"
                            + " that needs privileges over the whole machine.");
            page.sentence(sentence());
            picture(page, folder.resolve("timeline.png"), ChartStyle.png(plots.timeline()), "Latency and faults");
            picture(page, folder.resolve("memory.png"), ChartStyle.png(plots.memory()), "Memory and open files");
            page.table(List.of("fault", "times"), faults());
            page.table(List.of("", "start", "end"), vitals());
            page.write(folder.resolve("report.html"));
            Files.writeString(folder.resolve("soak.json"), result.toJson() + "\n");
        } catch (IOException e) {
            throw new UserError("cannot write the report into " + folder + ": " + e.getMessage(), e);
        }
    }

    /** What the run showed. */
    public String sentence() {
        SoakResult.Counts counts = result.counts();
        String sources = result.sources().entrySet().stream()
                .map(entry -> "%,d %s".formatted(entry.getValue(), name(entry.getKey())))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%,d queries sent (%,d refused by Kafka), %,d answered (%s), %,d lost. %,d duplicate answers, %,d of them"
                        + " without a restart that explains them; %,d restarts of the job. %,d corrupt records became %,d"
                        + " dead letters, which a restart may write again. p99.9 over everything, outages included: %,.0f ms.",
                counts.sent(),
                counts.refused(),
                counts.answered(),
                sources,
                counts.lost(),
                counts.duplicates(),
                counts.unexplained(),
                result.restarts(),
                counts.corrupt(),
                counts.letters(),
                result.p999Ms());
    }

    private static String name(AnswerSource source) {
        return source.name().toLowerCase(Locale.ROOT);
    }

    private static void picture(ReportPage page, Path file, byte[] png, String description) throws IOException {
        Files.write(file, png);
        page.picture(png, description);
    }

    private List<List<String>> faults() {
        List<List<String>> rows = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            rows.add(List.of(kind.text(), String.valueOf(result.faults(kind))));
        }
        return rows;
    }

    /** Of the first tenth of the samples and of the last. */
    private List<List<String>> vitals() {
        List<Vitals.Sample> start = result.tenth(false);
        List<Vitals.Sample> end = result.tenth(true);
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("TaskManagers' heap, least, MiB", SoakResult.heapMiB(start), SoakResult.heapMiB(end)));
        rows.add(row(
                "all processes, resident, median, MiB", SoakResult.residentMiB(start), SoakResult.residentMiB(end)));
        if (!start.isEmpty()) {
            rows.add(row(
                    "threads of the whole machine that run or want to, on "
                            + Runtime.getRuntime().availableProcessors() + " processors",
                    load(start),
                    load(end)));
            for (String name : start.get(0).residentMiB().keySet()) {
                rows.add(row(name + ", resident, MiB", resident(start, name), resident(end, name)));
                rows.add(row(name + ", open files", files(start, name), files(end, name)));
            }
        }
        return rows;
    }

    private static double resident(List<Vitals.Sample> samples, String name) {
        return median(samples.stream()
                .map(sample -> sample.residentMiB().getOrDefault(name, Double.NaN))
                .toList());
    }

    private static double load(List<Vitals.Sample> samples) {
        return median(samples.stream().map(Vitals.Sample::load).toList());
    }

    private static double files(List<Vitals.Sample> samples, String name) {
        return median(samples.stream()
                .map(sample -> (double) sample.files().getOrDefault(name, 0L))
                .toList());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static List<String> row(String name, double start, double end) {
        return List.of(name, String.format(Locale.ROOT, "%.0f", start), String.format(Locale.ROOT, "%.0f", end));
    }
}
