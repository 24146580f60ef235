package io.saccade.trainer.recipe;

/** What a new head on a base is fed. */
public enum BaseTop {
  /** What the base's own head was fed. */
  FEATURES,
  /** The base's last maps as they are, flattened: all fully connected layers are left out. */
  NONE
}
