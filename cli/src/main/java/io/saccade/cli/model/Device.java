package io.saccade.cli.model;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import java.util.Locale;

/** Where a model is asked to run. */
public enum Device {
  /** Whatever is best here. */
  AUTO,
  CPU,
  CUDA;

  /**
   * Refuses a device that is not there: nothing falls back in silence.
   *
   * @throws BundleRefusedException {@code MODEL_DEVICE}
   */
  void require() throws BundleRefusedException {
    if (this == CUDA) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_DEVICE, "this build runs models on the CPU; use --device cpu");
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
