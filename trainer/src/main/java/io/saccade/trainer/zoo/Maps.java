package io.saccade.trainer.zoo;

/** A value of a network under construction: its name, and what it holds for one image. */
record Maps(String name, int channels, int height, int width) {

  int size() {
    return Math.multiplyExact(channels, Math.multiplyExact(height, width));
  }
}
