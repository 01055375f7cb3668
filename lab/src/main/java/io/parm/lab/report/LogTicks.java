package io.parm.lab.report;

import java.util.Locale;

/** Round values on a logarithmic axis: 1, 2 and 5 times a power of ten. */
final class LogTicks {

    private static final double[] STEPS = {1, 2, 5, 10};

    private LogTicks() {}

    /** The largest round value that is not above {@code value}. */
    static double below(double value) {
        double decade = Math.pow(10, Math.floor(Math.log10(value)));
        double round = decade;
        for (double step : STEPS) {
            round = step * decade <= value ? step * decade : round;
        }
        return round;
    }

    /** The smallest round value that is not below {@code value}. */
    static double above(double value) {
        double round = below(value);
        double digit = Math.rint(round / Math.pow(10, Math.floor(Math.log10(round) + 1e-9)));
        return round >= value ? round : round * (digit == 2 ? 2.5 : 2);
    }

    /** A tick's label; none between the round values. */
    static String label(double value) {
        double digit = value / Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
        for (double step : STEPS) {
            if (Math.abs(digit - step) < 1e-6) {
                return number(value);
            }
        }
        return "";
    }

    /** A share's label: {@code 1 %} and the like at powers of ten, nothing between them. */
    static String shareLabel(double share) {
        double exponent = Math.log10(share);
        return Math.abs(exponent - Math.rint(exponent)) < 1e-6 ? number(100 * share) + " %" : "";
    }

    /** A number without needless decimals. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceFirst("\\.?0+$", "");
    }
}
