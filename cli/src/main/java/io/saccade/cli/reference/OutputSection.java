package io.saccade.cli.reference;

import io.saccade.model.drift.ReferenceProfile;
import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.Shown;

/** What the model says of the images, and whether it is as sure as it is right. */
final class OutputSection {

  private OutputSection() {}

  static void put(Html page, ReferenceProfile profile) {
    page.open("section").leaf("h2", "How sure the model is");
    page.leaf("p", said(profile), "class", "how");
    PropertyCharts.put(page, Property.ofOutputs(profile));
    page.close();
  }

  private static String said(ReferenceProfile profile) {
    String stated = Shown.percent(profile.statedConfidence());
    return profile
        .confusion()
        .map(
            confusion ->
                ("On the mean it states to be %s sure, and %s are right. Once its logits are divided"
                        + " by a temperature of %s, it is %s sure: from that reports estimate how"
                        + " many predictions are right.")
                    .formatted(
                        stated,
                        Shown.percent(confusion.accuracy()),
                        Shown.number(profile.temperature()),
                        Shown.percent(profile.calibratedConfidence())))
        .orElseGet(
            () ->
                ("On the mean it states to be %s sure. Whether it is right nobody knows: the"
                        + " reference was made without true labels (`model profile --labels`).")
                    .formatted(stated));
  }
}
