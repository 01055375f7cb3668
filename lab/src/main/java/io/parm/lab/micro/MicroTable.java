package io.parm.lab.micro;

import io.parm.lab.load.Figures;
import io.parm.lab.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Measured benchmarks, each beside the copies of its bytes. */
final class MicroTable {

    private static final String NONE = "–";

    private MicroTable() {}

    /** For people; copies are lines too. */
    static String of(List<Measured> all) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("benchmark", "shape", "k", "ns/op (least … most)", "to copy", "to new copy", "B/op"));
        for (Measured one : all) {
            rows.add(List.of(
                    (one.operation() + " " + one.code()).strip(),
                    one.shape().isEmpty() ? NONE : one.shape(),
                    one.k().isEmpty() ? NONE : one.k(),
                    one.nanos().text(MicroTable::nanos),
                    ratioText(ratio(one, all, Measured.COPY)),
                    ratioText(ratio(one, all, Measured.FRESH)),
                    String.format(Locale.ROOT, "%.0f", one.bytes())));
        }
        return TextTable.of(rows);
    }

    /** For machines. */
    static List<Figures> figures(List<Measured> all) {
        List<Figures> figures = new ArrayList<>();
        for (Measured one : all) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", one.subject() + "." + one.operation());
            fields.put("code", one.code());
            fields.put("shape", one.shape());
            fields.put("k", one.k());
            fields.put("medianNanos", one.nanos().median());
            fields.put("leastNanos", one.nanos().low());
            fields.put("mostNanos", one.nanos().high());
            ratio(one, all, Measured.COPY).ifPresent(ratio -> fields.put("toCopy", ratio));
            ratio(one, all, Measured.FRESH).ifPresent(ratio -> fields.put("toNewCopy", ratio));
            fields.put("bytesPerOperation", one.bytes());
            figures.add(Figures.of(fields));
        }
        return figures;
    }

    /** Median to median; empty for the copies themselves, and where none was made. */
    static OptionalDouble ratio(Measured one, List<Measured> all, String copy) {
        if (one.operation().equals(Measured.COPY) || one.operation().equals(Measured.FRESH)) {
            return OptionalDouble.empty();
        }
        return all.stream()
                .filter(other -> other.isBaselineOf(one, copy))
                .mapToDouble(other -> one.nanos().median() / other.nanos().median())
                .findFirst();
    }

    private static String ratioText(OptionalDouble ratio) {
        return ratio.isEmpty() ? NONE : String.format(Locale.ROOT, "%.2f", ratio.getAsDouble());
    }

    private static String nanos(double nanos) {
        return String.format(Locale.ROOT, nanos < 100 ? "%.1f" : "%.0f", nanos);
    }
}
