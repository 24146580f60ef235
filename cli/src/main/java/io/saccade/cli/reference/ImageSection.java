package io.saccade.cli.reference;

import io.saccade.model.drift.ReferenceProfile;
import io.saccade.trainer.page.Html;

/** What the images themselves are like. */
final class ImageSection {

  private ImageSection() {}

  static void put(Html page, ReferenceProfile profile) {
    page.open("section").leaf("h2", "What images are like");
    page.leaf(
        "p",
        "The reference keeps how many images lie between its own 32-quantiles, and no image. Plots"
            + " go from the first to the last of these: 3 % of all images lie beyond either end.",
        "class",
        "how");
    PropertyCharts.put(page, Property.ofImages(profile));
    page.close();
  }
}
