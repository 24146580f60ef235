package io.saccade.trainer.recipe;

import java.util.Locale;

/** What of a network is learned. */
public enum Mode {
  /** A new head on the features of a base that stays as it is. */
  HEAD,
  /** First the head, then the base too, as far as it is not frozen. */
  FINETUNE,
  /** Everything, from first weights. */
  SCRATCH;

  /** The mode as settings write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
