package io.saccade.trainer.recipe;

/** The colours that a network from scratch sees. */
public enum Channels {
  /** Grey where the images are grey, else RGB. */
  AUTO,
  /** One channel. */
  GRAY,
  /** Three channels. */
  RGB
}
