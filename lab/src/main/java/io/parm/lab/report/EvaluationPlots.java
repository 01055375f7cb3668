package io.parm.lab.report;

import io.parm.training.Evaluation;
import io.parm.training.ModeScores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The plots of a report, each as a section. */
final class EvaluationPlots {

    private static final List<Double> SHARES = ModeScores.RECONSTRUCTED_SHARES;

    private static final List<Integer> PAPERS_K = List.of(2, 3, 4);
    private static final List<String> PAPERS_COLORS = List.of(Svg.ORANGE, Svg.PINK);

    private final EvaluatedService subject;
    private final Evaluation evaluation;

    EvaluationPlots(EvaluatedService subject) {
        this.subject = subject;
        this.evaluation = subject.evaluation();
    }

    /** Beside the paper's values, where it has some. */
    String byK() {
        int k = subject.code().k();
        List<PaperFigures.Reported> reported = PaperFigures.of(subject.task().name());
        List<Integer> sizes = new ArrayList<>(PAPERS_K);
        if (!sizes.contains(k)) {
            sizes.add(k);
            Collections.sort(sizes);
        }
        ModeScores scores = evaluation.scores();
        List<LineChart.Curve> curves = new ArrayList<>();
        List<Double> own = sizes.stream()
                .map(size -> size == k ? scores.degraded() : Double.NaN)
                .toList();
        curves.add(new LineChart.Curve(
                "this service, " + subject.code().name() + ": " + Html.percent(scores.degraded()),
                Svg.BLUE,
                own,
                false));
        curves.add(new LineChart.Curve(
                "its deployed model: " + Html.percent(scores.deployed()),
                Svg.FAINT,
                Collections.nCopies(sizes.size(), scores.deployed()),
                true));
        for (int i = 0; i < reported.size(); i++) {
            List<Double> byK = reported.get(i).byK();
            List<Double> shares = sizes.stream()
                    .map(size -> PAPERS_K.contains(size) ? byK.get(PAPERS_K.indexOf(size)) : Double.NaN)
                    .toList();
            curves.add(new LineChart.Curve(reported.get(i).name(), PAPERS_COLORS.get(i), shares, false));
        }
        String note = reported.isEmpty()
                ? "The paper has no value for this task."
                : "The paper’s values were measured with its own deployed models, at its own accuracy.";
        LineChart chart = new LineChart(
                "queries of a coding group, k",
                sizes.stream().map(String::valueOf).toList(),
                curves,
                LineChart.Unit.SHARE);
        return Html.section("Reconstructed (A_d) by k", chart.render(), note);
    }

    String overall() {
        ModeScores scores = evaluation.scores();
        List<Double> overall = SHARES.stream().map(scores::overall).toList();
        LineChart chart = new LineChart(
                "share of the answers that are reconstructions, f",
                SHARES.stream()
                        .map(share -> LogTicks.number(100 * share) + " %")
                        .toList(),
                List.of(
                        new LineChart.Curve("A_o(f) = (1 − f) A_a + f A_d", Svg.BLUE, overall, false),
                        new LineChart.Curve(
                                "deployed model, A_a",
                                Svg.FAINT,
                                Collections.nCopies(SHARES.size(), scores.deployed()),
                                true)),
                LineChart.Unit.SHARE);
        return Html.section(
                "All answers together (A_o) by how many are late",
                chart.render(),
                "Rare reconstructions cost little, however they come out. The places of f are not to scale.");
    }

    String byMissing() {
        List<Double> shares = evaluation.breakdown().byMissing();
        String chart = bars(rows(shares.size(), 1, "%d missing"), shares);
        return Html.section(
                "By missing outputs of a full group",
                chart,
                "All sets of that many slots (70 at random where there are more), each missing slot decoded.");
    }

    /** And by size of group, where parity models know incomplete ones. */
    String bySlot() {
        List<Double> shares = new ArrayList<>(evaluation.breakdown().bySlot());
        List<String> names = new ArrayList<>(rows(shares.size(), 0, "slot %d"));
        evaluation.breakdown().partial().forEach((members, share) -> {
            names.add("a group of " + members);
            shares.add(share);
        });
        return Html.section(
                "By slot, and in incomplete groups",
                bars(names, shares),
                "One output missing. Incomplete groups come about when the next query does not come in time.");
    }

    String byClass() {
        List<Evaluation.ClassScores> classes = evaluation.breakdown().classes();
        BarChart chart = new BarChart(
                classes.stream().map(Evaluation.ClassScores::label).toList(),
                List.of(
                        new BarChart.Series(
                                "deployed model, A_a",
                                Svg.FAINT,
                                classes.stream()
                                        .map(row -> row.scores().deployed())
                                        .toList()),
                        new BarChart.Series(
                                "reconstructed, A_d",
                                Svg.BLUE,
                                classes.stream()
                                        .map(row -> row.scores().degraded())
                                        .toList())),
                "–");
        return Html.section("By class", chart.render(), "Share of the class’s test samples that is recognised.");
    }

    String confusion() {
        return Html.section(
                "What reconstructions take for what",
                new HeatMap(evaluation.breakdown().classes()).render(),
                "Rows: the true class; columns: the reconstruction’s. Blue is right, orange wrong, its colour three times as strong.");
    }

    private static List<String> rows(int count, int first, String format) {
        return IntStream.range(first, first + count).mapToObj(format::formatted).toList();
    }

    private static String bars(List<String> names, List<Double> shares) {
        return new BarChart(names, List.of(new BarChart.Series("A_d", Svg.BLUE, shares)), "not decodable").render();
    }
}
