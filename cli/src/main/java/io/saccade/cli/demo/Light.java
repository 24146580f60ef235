package io.saccade.cli.demo;

import java.io.IOException;

/** The light that the cameras see by. */
enum Light {
  /** As it was when the model learned. */
  ON {
    @Override
    byte[] on(byte[] encoded) {
      return encoded;
    }
  },
  /** Most lamps are out. */
  OUT {
    @Override
    byte[] on(byte[] encoded) throws IOException {
      return Darkness.over(encoded);
    }
  };

  /**
   * An encoded image as it is by this light.
   *
   * @throws IOException if it is damaged
   */
  abstract byte[] on(byte[] encoded) throws IOException;
}
