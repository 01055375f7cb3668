package io.parm.lab.report;

import io.parm.model.UserError;
import io.parm.training.Evaluation;
import io.parm.training.data.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a service's reconstructions are worth, as one page that needs no other file: no script, nothing fetched. */
public final class EvaluationPage {

    /** A matrix of more is too wide for half a page. */
    private static final int FEW_CLASSES = 12;

    private final EvaluatedService subject;
    private final Evaluation evaluation;
    private final EvaluationPlots plots;

    public EvaluationPage(EvaluatedService subject) {
        this.subject = subject;
        this.evaluation = subject.evaluation();
        this.plots = new EvaluationPlots(subject);
    }

    /** @throws UserError if the file cannot be written */
    public void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, render());
        } catch (IOException e) {
            throw new UserError("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    String render() {
        String title = "What " + subject.service() + "’s reconstructions are worth";
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
                .append(Html.escape(title))
                .append("</title>\n<style>")
                .append(PageStyle.CSS)
                .append("</style></head><body>\n<h1>")
                .append(Html.escape(title))
                .append("</h1>\n<p>")
                .append(Html.escape(summary()))
                .append("</p>\n");
        page.append(headline());
        if (known()) {
            page.append(pair(plots.byK(), plots.overall()));
        }
        page.append(pictures());
        if (known()) {
            page.append(pair(plots.byMissing(), plots.bySlot()));
        }
        if (!evaluation.breakdown().classes().isEmpty()) {
            page.append(classes());
        }
        page.append(losses());
        return page.append("</body></html>\n").toString();
    }

    private String losses() {
        List<String> charts = new LossPlots(subject.history()).render();
        return charts.isEmpty() ? "" : pair(charts.get(0), charts.size() > 1 ? charts.get(1) : "");
    }

    private String classes() {
        boolean few = evaluation.breakdown().classes().size() <= FEW_CLASSES;
        return few ? pair(plots.byClass(), plots.confusion()) : plots.byClass() + plots.confusion();
    }

    private static String pair(String left, String right) {
        return "<div class=\"pair\">" + left + right + "</div>\n";
    }

    private boolean known() {
        return !Double.isNaN(evaluation.scores().degraded());
    }

    private String summary() {
        return "%s; %s. Every output of every coding group of test samples was missing once, and was decoded as serving decodes it."
                .formatted(subject.task().source(), subject.code());
    }

    private String headline() {
        List<List<String>> rows = new ArrayList<>();
        String metric = evaluation.metric();
        rows.add(
                List.of("deployed model (A_a)", Html.percent(evaluation.scores().deployed()), metric));
        rows.add(List.of(
                "reconstructed (A_d)",
                "<strong>" + Html.percent(evaluation.scores().degraded()) + "</strong>",
                metric + ", " + interval()));
        rows.add(List.of(
                "agreement",
                Html.percent(evaluation.agreement()),
                "reconstructions that say what the model would have"));
        if (!Double.isNaN(evaluation.breakdown().topFive().degraded())) {
            rows.add(List.of(
                    "top five",
                    Html.percent(evaluation.breakdown().topFive().degraded()),
                    "reconstructed; deployed "
                            + Html.percent(evaluation.breakdown().topFive().deployed())));
        }
        rows.add(List.of(
                "inference",
                String.format(
                        Locale.ROOT, "%.2f ms", evaluation.costs().inference().ms()),
                String.format(
                        Locale.ROOT,
                        "parity model, %.2f times the deployed one’s %.2f ms (processor time of one input, median)",
                        evaluation.costs().inference().ratio(),
                        evaluation.costs().inference().otherMs())));
        rows.add(List.of(
                "parameters",
                String.format(Locale.ROOT, "%,d", evaluation.costs().parityParameters()),
                String.format(
                        Locale.ROOT,
                        "parity model; deployed %,d",
                        evaluation.costs().parameters())));
        return "<section>" + Html.rows(rows) + "</section>\n";
    }

    private String interval() {
        return known()
                ? "95 %% interval %s … %s, %,d reconstructions"
                        .formatted(
                                Html.percent(evaluation.interval().low()),
                                Html.percent(evaluation.interval().high()),
                                evaluation.scenarios())
                : "there are no labels to tell";
    }

    private String pictures() {
        GroupPictures pictures = new GroupPictures(subject.task(), subject.examples());
        if (!pictures.drawable()) {
            return "";
        }
        String note = subject.task().output().kind() == Task.Kind.CLASSIFICATION
                ? "Each row is one group. A reconstruction is what stands in if that query’s own answer is late."
                : "Each row is one group, with each answer’s score (" + evaluation.metric()
                        + "). A reconstruction stands in if that query’s own answer is late; a score of 0.5 counts as right.";
        return Html.section("Coding groups of test samples", pictures.render(), note);
    }
}
