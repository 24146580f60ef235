package io.saccade.processor.settings;

import io.saccade.processor.bundles.BundleRules;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which bundles may be served, and where they are kept.
 *
 * @param rules for where bundles come from
 * @param cache the folder in which bundles are kept by their hash
 * @param cacheBytes how much of them is kept
 */
public record BundleSettings(BundleRules rules, Path cache, long cacheBytes) {

  /**
   * Reads the settings under {@code bundle.}.
   *
   * @param bundle {@code model.bundle}, where it is set: it may always be served
   * @param stateDirectory {@code state.dir}
   */
  static BundleSettings read(SettingsReader reader, Optional<Path> bundle, Path stateDirectory) {
    throw new UnsupportedOperationException("not yet built");
  }
}
