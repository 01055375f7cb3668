package io.parm.lab.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;

/** How plots look, and how they become files. Needs no display. */
public final class ChartStyle {

    static final Color INK = new Color(0x22, 0x2B, 0x38);
    static final Color FAINT = new Color(0x6B, 0x72, 0x80);
    private static final Color GRID = new Color(0xE3, 0xE7, 0xEC);

    /** Told apart in grey and by colour-blind people, too (Okabe and Ito). */
    private static final Color[] COLORS = {
        new Color(0xD5, 0x5E, 0x00),
        new Color(0x00, 0x72, 0xB2),
        new Color(0x00, 0x9E, 0x73),
        new Color(0xCC, 0x79, 0xA7),
        new Color(0xE6, 0x9F, 0x00),
        new Color(0x56, 0xB4, 0xE9)
    };

    private ChartStyle() {}

    /** The colour of the i-th series; they come again after six. */
    public static Color color(int i) {
        return COLORS[i % COLORS.length];
    }

    /** Fonts, colours and legend that all plots share. */
    public static void apply(XYStyler styler) {
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        styler.setAxisTickLabelsColor(INK).setAxisTickMarksColor(GRID);
        styler.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotMargin(0);
        styler.setPlotBorderVisible(false).setPlotContentSize(1);
        styler.setChartBackgroundColor(Color.WHITE).setChartFontColor(INK).setChartPadding(18);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 19)).setChartTitleBoxVisible(false);
        styler.setLegendPosition(LegendPosition.InsideNE).setLegendBorderColor(GRID);
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14)).setLegendPadding(10);
        styler.setAntiAlias(true).setTextAntiAlias(true);
    }

    /** The plot as a PNG. */
    public static byte[] png(XYChart chart) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can always be written", e);
        }
        return bytes.toByteArray();
    }
}
