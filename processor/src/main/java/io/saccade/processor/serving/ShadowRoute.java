package io.saccade.processor.serving;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;

/**
 * A version that is scored beside the primary, from the primary's own tensors, and never answers.
 *
 * @param model the version
 * @param agreement where its scores go; one of its own for each release, or carried over from the
 *     release before where primary and shadow are still the same
 */
public record ShadowRoute(LoadedModel model, Agreement agreement) {

  /**
   * Checks that a shadow can be fed with what the primary is fed with. To be asked before anything
   * is loaded.
   *
   * @throws BundleRefusedException {@code MODEL_SHAPES} if their preprocessing differs
   */
  public static void requireSameInput(Bundle primary, Bundle shadow) throws BundleRefusedException {
    if (!sameInput(primary, shadow)) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_SHAPES,
          ("a shadow is scored from the primary's tensors, but version %s is preprocessed otherwise"
                  + " than version %s; compare the two with saccade replay")
              .formatted(shadow.manifest().version(), primary.manifest().version()));
    }
  }

  static boolean sameInput(Bundle primary, Bundle shadow) {
    return primary
        .manifest()
        .input()
        .preprocessing()
        .equals(shadow.manifest().input().preprocessing());
  }
}
