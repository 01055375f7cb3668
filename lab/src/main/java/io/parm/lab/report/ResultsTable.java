package io.parm.lab.report;

import io.parm.model.ServiceManifest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The evaluations in manifests as a Markdown table: a row per service, a dash where a manifest does not say. */
public final class ResultsTable {

    private static final String HEAD = """
            | task | code | k | r | A_a | A_d | 95 % | all missing | parity model | parameters | ms | ratio | parity epochs | s/epoch |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    private static final String UNKNOWN = "–";

    private ResultsTable() {}

    /** Sorted by task, k and the reconstructions' score, best first. */
    public static String of(List<ServiceManifest> services) {
        StringBuilder table = new StringBuilder(HEAD);
        services.stream()
                .sorted(Comparator.comparing(ServiceManifest::name)
                        .thenComparing(service -> service.code().k())
                        .thenComparing(
                                service -> -number(service, "reconstructed").orElse(0.0)))
                .forEach(service -> table.append(row(service)));
        return table.toString();
    }

    private static String row(ServiceManifest service) {
        ServiceManifest.Code code = service.code();
        Map<String, Object> training = service.training();
        return "| "
                + String.join(
                        " | ",
                        service.name(),
                        code.spec().name(),
                        String.valueOf(code.k()),
                        String.valueOf(code.r()),
                        text(number(service, "deployed"), "%.2f"),
                        text(number(service, "reconstructed"), "%.2f"),
                        interval(service),
                        text(number(service, "reconstructed-" + code.k() + "-missing"), "%.2f"),
                        String.valueOf(training.getOrDefault("parity-model", UNKNOWN)),
                        training.getOrDefault("parameters", UNKNOWN) + " / "
                                + training.getOrDefault("parity-parameters", UNKNOWN),
                        milliseconds(service),
                        ratio(service),
                        String.valueOf(training.getOrDefault("parity-epochs", UNKNOWN)),
                        String.valueOf(training.getOrDefault("seconds-per-parity-epoch", UNKNOWN)))
                + " |\n";
    }

    /** A figure whose name begins with the metric's. */
    private static Optional<Double> number(ServiceManifest service, String suffix) {
        return service.evaluation().entrySet().stream()
                .filter(figure -> figure.getKey().matches("[a-z]+-" + suffix) && figure.getValue() instanceof Number)
                .map(figure -> ((Number) figure.getValue()).doubleValue())
                .findFirst();
    }

    private static String interval(ServiceManifest service) {
        return service.evaluation().entrySet().stream()
                .filter(figure -> figure.getKey().endsWith("-reconstructed-interval"))
                .map(figure -> (List<?>) figure.getValue())
                .map(bounds -> bounds.get(0) + " … " + bounds.get(1))
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static String milliseconds(ServiceManifest service) {
        return text(time(service, "deployed"), "%.2f") + " / " + text(time(service, "parity"), "%.2f");
    }

    private static String ratio(ServiceManifest service) {
        return text(figure(service, "inference-ratio"), "%.2f");
    }

    private static Optional<Double> time(ServiceManifest service, String model) {
        return figure(service, "inference-ms-" + model);
    }

    private static Optional<Double> figure(ServiceManifest service, String name) {
        return Optional.ofNullable((Number) service.evaluation().get(name)).map(Number::doubleValue);
    }

    private static String text(Optional<Double> number, String format) {
        return number.map(value -> String.format(Locale.ROOT, format, value)).orElse(UNKNOWN);
    }
}
