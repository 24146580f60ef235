package io.saccade.trainer.recipe;

/** Whether there are two classes, or how many there may be. */
public enum ClassMode {
  /** As many as the images have. */
  AUTO,
  /** Two and no more: a softmax of two scores, which is the sigmoid of their difference. */
  BINARY,
  /** Two or more. */
  CATEGORICAL
}
