package io.saccade.processor.serving;

import io.saccade.model.bundle.Bundle;

/**
 * Which model answers: what a prediction says of its model.
 *
 * @param name the model's name
 * @param version the version's name
 * @param sha256 the bundle's identity: SHA-256 of its manifest, in lower-case hexadecimal
 */
public record ModelVersion(String name, String version, String sha256) {

  static ModelVersion of(Bundle bundle) {
    return new ModelVersion(bundle.manifest().name(), bundle.manifest().version(), bundle.sha256());
  }

  @Override
  public String toString() {
    return name + " " + version + " (" + sha256.substring(0, 12) + ")";
  }
}
