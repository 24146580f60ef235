package io.saccade.cli.releases;

import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.shapes.ColorModel;
import io.saccade.schemas.avro.BundleVersion;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Bundles of the colours' model, each of a version of its own.
 *
 * @param folder where they lie, by version
 */
record Versions(Path folder) {

  /** Writes one that differs from the others in its version alone. */
  BundleVersion make(String version) throws IOException {
    return write(ColorModel.bundle(version));
  }

  /** Writes a bundle. */
  BundleVersion write(Bundle bundle) throws IOException {
    Path place = place(bundle.manifest().version());
    BundleWriter.write(bundle, place, IfPresent.REFUSE);
    return named(bundle, place);
  }

  /** Where a version lies. */
  Path place(String version) {
    return folder.resolve(version);
  }

  /** A bundle as a release names it. */
  static BundleVersion named(Bundle bundle, Path place) {
    return new BundleVersion(bundle.manifest().version(), place.toString(), bundle.sha256());
  }
}
