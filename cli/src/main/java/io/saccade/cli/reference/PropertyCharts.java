package io.saccade.cli.reference;

import io.saccade.model.drift.Histogram;
import io.saccade.trainer.page.HistogramChart;
import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.Shown;
import java.util.Arrays;
import java.util.List;

/** Draws how the values of properties lie. */
final class PropertyCharts {

  private static final int STEPS = 30;

  private PropertyCharts() {}

  static void put(Html page, List<Property> properties) {
    page.open("div", "class", "charts");
    for (Property property : properties) {
      if (!property.histogram().isConstant()) {
        put(page, property);
      }
    }
    page.close();
    properties.stream()
        .filter(property -> property.histogram().isConstant())
        .forEach(property -> constant(page, property));
  }

  private static void put(Html page, Property property) {
    Histogram lies = property.histogram();
    double median = lies.quantile(0.5);
    new HistogramChart(
            property.name(),
            "median " + Shown.number(median),
            lies.least(),
            lies.most(),
            median,
            Arrays.stream(lies.shares(STEPS)).boxed().toList())
        .draw(page);
  }

  private static void constant(Html page, Property property) {
    page.open("p", "class", "how after").leaf("b", property.name());
    page.text(
        " is %s in all images, or nearly all."
            .formatted(Shown.number(property.histogram().quantile(0.5))));
    page.close();
  }
}
