package io.saccade.processor.bundles;

import io.saccade.model.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A bundle that must be refused.
 *
 * @param name what is wrong with it
 * @param code what it must be refused with
 * @param spoiling makes it of a sound one
 */
record HostileCase(String name, RefusalCode code, Spoiling spoiling) {

  static final String HTML = "<!DOCTYPE html><html><body>Sign in</body></html>";

  /** Spoils a sound bundle; where it is then: the bundle itself, a path or an address. */
  interface Spoiling {
    Object of(SpoiltBundle bundle) throws Exception;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] noise() {
    byte[] noise = new byte[4000];
    new Random(5).nextBytes(noise);
    return noise;
  }

  @Override
  public String toString() {
    return code + ": " + name;
  }
}
