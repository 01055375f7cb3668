package io.parm.lab.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parm.training.Evaluation;
import io.parm.training.Progress;
import io.parm.training.data.TopAccuracy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code parm train} tells: a line per epoch, the evaluation for people, and the same figures for machines.
 *
 * @param task as it was given to the command, like the four after it
 * @param evaluation on the test images
 * @param seconds that training and evaluation took
 */
record TrainReport(String task, String code, String model, int k, int r, Evaluation evaluation, double seconds) {

    static void print(PrintWriter console, Progress.Epoch epoch) {
        console.printf(
                Locale.ROOT,
                "%s  epoch %d/%d  loss %.4f  validation %.2f %%  %.1f s per epoch, %d s left%n",
                epoch.model(),
                epoch.epoch(),
                epoch.epochs(),
                epoch.loss(),
                100 * epoch.score(),
                epoch.secondsPerEpoch(),
                Math.round(epoch.secondsLeft()));
        console.flush();
    }

    void print(PrintWriter console, Path out) {
        console.printf(
                Locale.ROOT, "%ndeployed       %s%n", score(evaluation.scores().deployed()));
        console.printf(
                Locale.ROOT,
                "reconstructed  %s, %.2f %% as the deployed model says (%d reconstructions, k = %d)%n",
                score(evaluation.scores().degraded()),
                100 * evaluation.agreement(),
                evaluation.scenarios(),
                k);
        evaluation
                .breakdown()
                .partial()
                .forEach((members, accuracy) ->
                        console.printf(Locale.ROOT, "  %d in an incomplete group  %s%n", members, score(accuracy)));
        console.printf(
                Locale.ROOT,
                "parameters     %d deployed, %d parity%ninference      %.3f ms deployed, %.3f ms parity, %.2f times as much%n"
                        + "written to     %s after %d s%n",
                evaluation.costs().parameters(),
                evaluation.costs().parityParameters(),
                evaluation.costs().inference().otherMs(),
                evaluation.costs().inference().ms(),
                evaluation.costs().inference().ratio(),
                out,
                Math.round(seconds));
        console.flush();
    }

    private String score(double share) {
        if (Double.isNaN(share)) {
            return "of unknown worth, as there are no labels";
        }
        String unit = evaluation.metric().equals(TopAccuracy.FIRST.name()) ? "right" : evaluation.metric();
        return String.format(Locale.ROOT, "%.2f %% %s", 100 * share, unit);
    }

    void writeJson(Path file) throws IOException {
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), figures());
    }

    private Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("task", task);
        figures.put("code", code);
        figures.put("model", model);
        figures.put("k", k);
        figures.put("r", r);
        figures.put("metric", evaluation.metric());
        figures.put("accuracyDeployed", evaluation.scores().deployed());
        figures.put("accuracyReconstructed", evaluation.scores().degraded());
        figures.put("accuracyPartial", evaluation.breakdown().partial());
        figures.put("agreement", evaluation.agreement());
        figures.put("parameters", evaluation.costs().parameters());
        figures.put("parityParameters", evaluation.costs().parityParameters());
        figures.put("inferenceRatio", evaluation.costs().inference().ratio());
        figures.put("seconds", seconds);
        return figures;
    }
}
