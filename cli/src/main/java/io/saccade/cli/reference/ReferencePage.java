package io.saccade.cli.reference;

import io.saccade.model.bundle.Bundle;
import io.saccade.model.calibration.Calibration;
import io.saccade.model.calibration.NullTables;
import io.saccade.model.drift.Confusion;
import io.saccade.model.drift.ReferenceProfile;
import io.saccade.trainer.page.ConfusionChart;
import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.Page;
import io.saccade.trainer.page.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes a reference as one page for a browser, with all its plots inside. */
public final class ReferencePage {

  private ReferencePage() {}

  /**
   * Writes the page, whole or not at all; one that is there is replaced.
   *
   * @param bundle whose reference it is
   * @throws IOException if the disk says so; nothing is left behind then
   */
  public static void write(Bundle bundle, AlarmTable alarms, Path file) throws IOException {
    String title = bundle.manifest().name() + " " + bundle.manifest().version();
    ReferenceProfile profile = alarms.reference().profile();
    Html page = new Html().open("main");
    page.open("header").leaf("h1", title);
    page.leaf(
        "p",
        "What is normal for this model, by the reference in its bundle, and how far from it"
            + " windows of events must be to alarm.",
        "class",
        "lead");
    page.close();
    tiles(page, alarms);
    if (profile.images() < Calibration.RELIABLE_REFERENCE) {
      page.leaf(
          "p",
          "The reference is too small for reports to be relied upon: its own error is most of what"
              + " windows differ by. 10,000 images are advised.",
          "class",
          "notice");
    }
    NullSection.put(page, alarms);
    AlarmSection.put(page, alarms);
    ImageSection.put(page, profile);
    OutputSection.put(page, profile);
    ClassSection.put(page, ClassCount.of(bundle.labels(), profile));
    profile.confusion().ifPresent(confusion -> confusion(page, bundle.labels(), confusion));
    page.open("footer").text("Made by Saccade of the bundle ");
    page.leaf("code", bundle.sha256()).text(".").close();
    Page.write(title + ": reference", page.close(), file);
  }

  private static void tiles(Html page, AlarmTable alarms) {
    ReferenceProfile profile = alarms.reference().profile();
    NullTables nulls = alarms.reference().nulls();
    page.open("div", "class", "tiles");
    profile
        .confusion()
        .ifPresent(
            confusion -> {
              page.open("div", "class", "tile main");
              page.leaf("b", Shown.percent(confusion.accuracy()));
              page.leaf("span", "right on the reference").close();
              tile(page, Shown.number(profile.temperature()), "temperature of the confidence");
            });
    tile(page, Shown.count(profile.images()), "images in the reference");
    tile(page, Shown.count(profile.classes()), "classes");
    tile(
        page,
        nulls.smallest() + " – " + Shown.count(nulls.largest()),
        "images in the windows that were drawn");
    tile(page, Shown.count(nulls.draws()), "windows drawn at each size");
    page.close();
  }

  private static void tile(Html page, String figure, String meaning) {
    page.open("div", "class", "tile").leaf("b", figure).leaf("span", meaning).close();
  }

  private static void confusion(Html page, List<String> labels, Confusion confusion) {
    page.open("section").leaf("h2", "What is taken for what");
    page.leaf(
        "p",
        "A row is what the reference's images are, a column is what they were called. Blue is"
            + " right, orange is wrong; the stronger, the larger a share of the row. Reports take"
            + " from it which true classes would explain the predicted ones.",
        "class",
        "how");
    List<ConfusionChart.Cell> cells =
        confusion.counts().entrySet().stream()
            .map(
                one ->
                    new ConfusionChart.Cell(
                        one.getKey().truth(), one.getKey().predicted(), one.getValue()))
            .toList();
    new ConfusionChart(labels, cells).draw(page);
    page.close();
  }
}
