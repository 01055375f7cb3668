package io.parm.lab.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parm.coding.CodeSpec;
import io.parm.model.UserError;
import io.parm.training.Evaluation;
import io.parm.training.ModeScores;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code parm evaluate} tells: a few lines for people, and all figures for machines. */
record EvaluateReport(String task, CodeSpec code, Evaluation evaluation) {

    void print(PrintWriter console) {
        console.printf(
                Locale.ROOT,
                "%ndeployed    %s %s%n",
                percent(evaluation.scores().deployed()),
                evaluation.metric());
        console.printf(
                Locale.ROOT,
                "degraded    %s (%s … %s), %s as the deployed model says; %s, %d reconstructions%n",
                percent(evaluation.scores().degraded()),
                percent(evaluation.interval().low()),
                percent(evaluation.interval().high()),
                percent(evaluation.agreement()),
                code,
                evaluation.scenarios());
        List<Double> byMissing = evaluation.breakdown().byMissing();
        for (int missing = 2; missing <= byMissing.size(); missing++) {
            double score = byMissing.get(missing - 1);
            boolean undecodable = Double.isNaN(score) && !Double.isNaN(byMissing.get(0));
            console.printf("  %d missing  %s%n", missing, undecodable ? "not decodable" : percent(score));
        }
        console.printf(
                Locale.ROOT,
                "inference   %.3f ms deployed, %.3f ms parity, %.2f times as much processor time%n",
                evaluation.costs().inference().otherMs(),
                evaluation.costs().inference().ms(),
                evaluation.costs().inference().ratio());
    }

    /** @throws UserError if the file cannot be written */
    void writeJson(Path file) {
        try {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), figures());
        } catch (IOException e) {
            throw new UserError("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private Map<String, Object> figures() {
        Evaluation.Breakdown breakdown = evaluation.breakdown();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("task", task);
        figures.put("code", code.name());
        figures.put("k", code.k());
        figures.put("r", code.r());
        figures.put("accuracyDeployed", known(evaluation.scores().deployed()));
        figures.put("accuracyDegraded", known(evaluation.scores().degraded()));
        figures.put("accuracyDegradedByMissing", known(breakdown.byMissing()));
        figures.put("testSamples", evaluation.testSamples());
        figures.put("inferenceMsDeployed", evaluation.costs().inference().otherMs());
        figures.put("inferenceMsParity", evaluation.costs().inference().ms());
        figures.put("inferenceRatio", evaluation.costs().inference().ratio());
        figures.put("metric", evaluation.metric());
        figures.put("agreement", known(evaluation.agreement()));
        figures.put("reconstructions", evaluation.scenarios());
        figures.put(
                "interval",
                known(List.of(evaluation.interval().low(), evaluation.interval().high())));
        figures.put("perSlot", known(breakdown.bySlot()));
        figures.put("partial", partial());
        figures.put("top5", both(breakdown.topFive()));
        figures.put("overall", overall());
        figures.put("perClass", breakdown.classes().stream().map(this::perClass).toList());
        figures.put(
                "confusion",
                breakdown.classes().stream()
                        .map(Evaluation.ClassScores::reconstructedAs)
                        .toList());
        return figures;
    }

    private Map<String, Object> partial() {
        Map<String, Object> partial = new LinkedHashMap<>();
        evaluation.breakdown().partial().forEach((members, score) -> partial.put(members.toString(), known(score)));
        return partial;
    }

    /** A_o by the share of reconstructions. */
    private Map<String, Object> overall() {
        Map<String, Object> overall = new LinkedHashMap<>();
        for (double share : ModeScores.RECONSTRUCTED_SHARES) {
            overall.put(String.valueOf(share), known(evaluation.scores().overall(share)));
        }
        return overall;
    }

    private Map<String, Object> perClass(Evaluation.ClassScores row) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("label", row.label());
        figures.put("samples", row.samples());
        figures.putAll(both(row.scores()));
        return figures;
    }

    private static Map<String, Object> both(ModeScores scores) {
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("accuracyDeployed", known(scores.deployed()));
        both.put("accuracyDegraded", known(scores.degraded()));
        return both;
    }

    private static List<Double> known(List<Double> shares) {
        return Arrays.asList(shares.stream().map(EvaluateReport::known).toArray(Double[]::new));
    }

    /** JSON has no word for what is not a number. */
    private static Double known(double share) {
        return Double.isNaN(share) ? null : Double.valueOf(share);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
