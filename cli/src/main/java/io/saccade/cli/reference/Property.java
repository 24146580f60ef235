package io.saccade.cli.reference;

import io.saccade.model.drift.Histogram;
import io.saccade.model.drift.ReferenceProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * A number that every image of a reference gives.
 *
 * @param name what it is
 * @param histogram how its values lie
 */
record Property(String name, Histogram histogram) {

  private static final String IMAGE = "image.";
  private static final String CLASS = "class";

  /** Those of the images themselves. */
  static List<Property> ofImages(ReferenceProfile profile) {
    List<Property> properties = new ArrayList<>();
    for (int s = 0; s < profile.series().size(); s++) {
      String name = profile.series().get(s).name();
      if (name.startsWith(IMAGE)) {
        properties.add(new Property(name.substring(IMAGE.length()), profile.histogram(s)));
      }
    }
    return properties;
  }

  /** Those of what the model says of them, but for the single classes. */
  static List<Property> ofOutputs(ReferenceProfile profile) {
    List<Property> properties = new ArrayList<>();
    for (int s = 0; s < profile.series().size(); s++) {
      String name = profile.series().get(s).name();
      if (!name.startsWith(IMAGE) && !name.startsWith(CLASS)) {
        properties.add(new Property(name.replace('.', ' '), profile.histogram(s)));
      }
    }
    return properties;
  }
}
