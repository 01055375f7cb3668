package io.parm.lab.report;

import io.parm.training.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How the models of a service were trained: their losses by epoch.
 *
 * @param epochs in order
 */
record LossPlots(List<TrainingHistory.Epoch> epochs) {

    private static final String DEPLOYED = "deployed";
    private static final List<String> COLORS = List.of(Svg.BLUE, Svg.ORANGE, Svg.GREEN, Svg.PINK);
    private static final int MOST_TICKS = 10;
    private static final int[] TICK_FACTORS = {5, 2};

    /** A chart for the deployed model, where it was trained here, and one for the parity models; empty without a history. */
    List<String> render() {
        List<String> models =
                epochs.stream().map(TrainingHistory.Epoch::model).distinct().toList();
        List<String> charts = new ArrayList<>();
        if (models.contains(DEPLOYED)) {
            charts.add(section("Training the deployed model", List.of(DEPLOYED)));
        }
        List<String> parities =
                models.stream().filter(model -> !model.equals(DEPLOYED)).toList();
        if (!parities.isEmpty()) {
            charts.add(section(
                    parities.size() == 1 ? "Training the parity model" : "Training the parity models", parities));
        }
        return charts;
    }

    private String section(String heading, List<String> models) {
        List<LineChart.Curve> curves = new ArrayList<>();
        for (String model : models) {
            String prefix = models.size() == 1 ? "" : model + ", ";
            curves.add(curve(prefix + "training samples", model, TrainingHistory.Epoch::loss, curves.size()));
            curves.add(
                    curve(prefix + "validation samples", model, TrainingHistory.Epoch::validationLoss, curves.size()));
        }
        int longest =
                curves.stream().mapToInt(curve -> curve.values().size()).max().orElseThrow();
        LineChart chart = new LineChart("epoch", ticks(longest), curves, LineChart.Unit.NUMBER);
        return Html.section(
                heading,
                chart.render(),
                "The loss. Validation is by averaged weights, without augmentation and dropout, so it may lie below.");
    }

    private LineChart.Curve curve(String name, String model, ToDoubleFunction<TrainingHistory.Epoch> loss, int number) {
        List<Double> values = epochs.stream()
                .filter(epoch -> epoch.model().equals(model))
                .map(loss::applyAsDouble)
                .toList();
        return new LineChart.Curve(name, COLORS.get(number % COLORS.size()), values, false);
    }

    /** Every epoch's number, or every fifth, tenth, fiftieth, … one's. */
    private static List<String> ticks(int epochs) {
        int step = 1;
        for (int i = 0; epochs / step > MOST_TICKS; i++) {
            step *= TICK_FACTORS[i % TICK_FACTORS.length];
        }
        int every = step;
        return IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch -> epoch % every == 0 ? String.valueOf(epoch) : "")
                .toList();
    }
}
