package io.saccade.processor.serving;

import io.saccade.model.bundle.Bundle;
import io.saccade.model.calibration.CalibratedReference;
import io.saccade.model.drift.Observer;
import io.saccade.model.drift.ReferenceProfile;
import java.util.List;
import java.util.Optional;

/**
 * What a version is watched by: the reference that it came with.
 *
 * @param version the version
 * @param labels the name of every class
 * @param reference what was normal when it was made
 * @param observer sees images in the terms of the reference
 */
public record Watch(
    ModelVersion version, List<String> labels, CalibratedReference reference, Observer observer) {

  /** By what a version is watched with a reference. */
  public static Watch of(ModelVersion version, List<String> labels, CalibratedReference reference) {
    return new Watch(version, labels, reference, reference.profile().observer());
  }

  /** By what a version is watched, if its bundle has a reference. */
  public static Optional<Watch> of(ModelVersion version, Bundle bundle) {
    return bundle.reference().map(reference -> of(version, bundle.labels(), reference));
  }

  public ReferenceProfile profile() {
    return reference.profile();
  }
}
