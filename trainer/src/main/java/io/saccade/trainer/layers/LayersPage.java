package io.saccade.trainer.layers;

import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.ModelOutput;
import io.saccade.model.bundle.OutputKind;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.head.Confidences;
import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.Picture;
import io.saccade.trainer.page.ShareBar;
import io.saccade.trainer.page.Shown;
import java.nio.FloatBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The page of a model's layers, written as they are run. */
final class LayersPage {

  private static final int TOP = 5;

  private final Bundle bundle;
  private final int maps;
  private final Html page = new Html();

  LayersPage(Bundle bundle, int maps) {
    this.bundle = bundle;
    this.maps = maps;
  }

  /** Says what is looked at. */
  void open(Sample image, Picture seen) {
    page.open("main").open("header");
    page.leaf("h1", bundle.manifest().name() + " " + bundle.manifest().version());
    page.open("p", "class", "lead").text("What every layer makes of ");
    page.leaf("span", image.name(), "class", "name").text(".").close().close();
    page.open("section", "class", "layer").leaf("h2", "What the model sees");
    page.open("p").text("%s; %s. ".formatted(input(), preprocessing()));
    page.text("In the maps below, dark is the least number of a layer and yellow the largest.");
    page.close().open("div", "class", "maps");
    page.single("img", "class", "seen", "src", seen.uri(), "alt", "the image, cut and resized");
    page.close().close();
  }

  /** Shows a layer. */
  void put(LayerReading reading, FloatBuffer values) {
    Layer layer = reading.layer();
    page.open("section", "class", "layer");
    page.leaf("h2", "%d  %s".formatted(layer.number(), layer.operator()));
    page.leaf("span", "  " + reading.shape(), "class", "faint");
    page.open("p").leaf("span", named(layer), "class", "name");
    page.text(
        ": from %s to %s, mean %s, %s zero"
            .formatted(
                Shown.number(reading.least()),
                Shown.number(reading.most()),
                Shown.number(reading.mean()),
                Shown.percent(reading.zeros())));
    if (reading.notFinite() > 0) {
      page.leaf("span", ", %d not finite".formatted(reading.notFinite()), "class", "not");
    }
    page.close();
    maps(reading, values);
    if (layer.value().equals(bundle.manifest().output().name())) {
      top(values);
    }
    page.close();
  }

  /** All that was written. */
  Html close() {
    page.leaf("footer", "Made by Saccade.");
    return page.close();
  }

  private void maps(LayerReading reading, FloatBuffer values) {
    List<Picture> pictures = FeatureMaps.of(reading.dims(), values, maps);
    if (pictures.isEmpty()) {
      return;
    }
    String style = FeatureMaps.isRow(reading.dims()) ? "vector" : "map";
    page.open("div", "class", "maps");
    for (int i = 0; i < pictures.size(); i++) {
      page.single(
          "img",
          "class",
          style,
          "src",
          pictures.get(i).uri(),
          "alt",
          "map " + i,
          "title",
          "map " + i);
    }
    page.close();
  }

  private void top(FloatBuffer values) {
    ModelOutput output = bundle.manifest().output();
    float[] scores = new float[values.remaining()];
    values.get(values.position(), scores);
    double[] shares =
        output.kind() == OutputKind.LOGITS
            ? Confidences.of(scores, 1)
            : IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).toArray();
    page.open("table");
    IntStream.range(0, Math.min(shares.length, bundle.labels().size()))
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> shares[i]).reversed())
        .limit(TOP)
        .forEach(label -> row(bundle.labels().get(label), shares[label]));
    page.close();
  }

  private void row(String label, double share) {
    page.open("tr").leaf("td", label, "class", "name");
    ShareBar.put(page, share);
    page.close();
  }

  private String input() {
    return bundle.manifest().input().name();
  }

  private String preprocessing() {
    return bundle.manifest().input().preprocessing().formula();
  }

  private static String named(Layer layer) {
    return layer.node().isEmpty() || layer.node().equals(layer.value())
        ? layer.value()
        : layer.node() + " → " + layer.value();
  }
}
