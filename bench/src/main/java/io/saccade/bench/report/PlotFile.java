package io.saccade.bench.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws plots as SVG, on a white ground so that they can be read on dark pages too. */
final class PlotFile {

  private static final int WIDTH = 860;
  private static final int HEIGHT = 380;
  private static final int TEXT = 13;
  private static final double HEADROOM = 1.08;

  /** More do not stand beside each other. */
  private static final int MOST_LABELS = 20;

  /** Okabe and Ito's colours, which most colour-blind people can tell apart. */
  private static final Color[] COLORS = {
    new Color(0x0072B2),
    new Color(0xD55E00),
    new Color(0x009E73),
    new Color(0xCC79A7),
    new Color(0xE69F00),
    new Color(0x56B4E9),
    new Color(0x000000),
  };

  private PlotFile() {}

  /** Writes the plot into a folder. */
  static void write(Plot plot, Path folder) throws IOException {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(plot.title())
            .xAxisTitle(plot.x())
            .yAxisTitle(plot.y())
            .build();
    style(chart.getStyler(), plot);
    for (Plot.Series series : plot.series()) {
      CategorySeries drawn = chart.addSeries(series.name(), plot.categories(), series.values());
      if (series.name().equals(Plot.BARE_LOOP)) {
        drawn.setLineColor(Color.GRAY).setLineStyle(SeriesLines.DASH_DASH);
        drawn.setMarker(SeriesMarkers.NONE);
      }
    }
    // The encoder appends the ending.
    VectorGraphicsEncoder.saveVectorGraphic(
        chart, folder.resolve(plot.name()).toString(), VectorGraphicsFormat.SVG);
  }

  private static void style(CategoryStyler style, Plot plot) {
    boolean bars = plot.kind() == Plot.Kind.BARS;
    style.setDefaultSeriesRenderStyle(
        bars ? CategorySeriesRenderStyle.Bar : CategorySeriesRenderStyle.Line);
    style.setOverlapped(!bars); // else lines would be set side by side, as bars are
    style.setSeriesColors(COLORS);
    style.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, TEXT));
    style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, TEXT + 2));
    style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, TEXT));
    style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, TEXT - 1));
    style.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, TEXT));
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setPlotGridVerticalLinesVisible(false);
    style.setPlotGridLinesColor(new Color(0xDDDDDD));
    style.setPlotGridLinesStroke(new BasicStroke(1));
    style.setLegendPosition(LegendPosition.OutsideE);
    style.setLegendBorderColor(Color.WHITE);
    style.setAvailableSpaceFill(bars ? 0.8 : 0.9);
    boolean many = plot.categories().size() > MOST_LABELS;
    style.setMarkerSize(many ? 3 : 7);
    if (many) {
      style.setXAxisMaxLabelCount(MOST_LABELS);
    }
    style.setLocale(Locale.ROOT);
    if (plot.kind() == Plot.Kind.LOGARITHMIC_LINES) {
      style.setYAxisLogarithmic(true);
      style.setYAxisDecimalPattern("#,##0.###");
      style.setYAxisMin(Math.pow(10, Math.floor(Math.log10(values(plot).min().orElse(1)))));
      style.setYAxisMax(Math.pow(10, Math.ceil(Math.log10(values(plot).max().orElse(10)))));
    } else {
      style.setYAxisMin(0.0);
      style.setYAxisMax(HEADROOM * values(plot).max().orElse(1));
    }
  }

  private static DoubleStream values(Plot plot) {
    return plot.series().stream()
        .flatMap(series -> series.values().stream())
        .mapToDouble(Double::doubleValue)
        .filter(Double::isFinite);
  }
}
