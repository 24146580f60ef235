package io.saccade.processor.bundles;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads bundles from disk. */
final class DiskBundle {

  private DiskBundle() {}

  /**
   * Reads a folder or a zip. The root may be reached through links; below it there may be none, or
   * a link would lead out of it.
   */
  static Bundle read(Place.OnDisk place, BundleLimits limits) throws BundleRefusedException {
    Path real;
    try {
      real = place.root().toRealPath();
    } catch (IOException e) {
      throw Refused.place("There is no folder " + place.root() + ", where bundles may be.", e);
    }
    for (Path part : place.root().relativize(place.path())) {
      // A root that is the bundle itself leaves an empty name.
      if (!part.toString().isEmpty()) {
        real = real.resolve(part);
        if (Files.isSymbolicLink(real)) {
          throw Refused.place(
              "%s is a link: links are not followed; name the bundle itself.".formatted(real));
        }
      }
    }
    return Bundle.read(real, limits);
  }
}
