package io.saccade.processor.serving;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;

/** Loads a bundle's model onto a device. Thread-safe. */
public interface ModelLoader {

  /**
   * Builds a session from the very bytes that were hashed.
   *
   * @param plan how it will run; buckets that the graph does not accept are left out
   * @throws BundleRefusedException if the model cannot be loaded, its shapes are not what the
   *     manifest says, or the device is not there
   */
  Model load(Bundle bundle, LanePlan plan) throws BundleRefusedException;
}
