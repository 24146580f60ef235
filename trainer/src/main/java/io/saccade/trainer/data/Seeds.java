package io.saccade.trainer.data;

/**
 * Seeds of independent streams from one seed. {@link java.util.Random}, whose numbers its
 * specification fixes, begins much alike for seeds that are near each other; so they are mixed
 * first, by the finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
 */
public final class Seeds {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /** The seed of a stream of this number. */
  public static long mix(long seed, long stream) {
    long z = seed + GOLDEN_GAMMA * (stream + 1);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The stream of one sample in one epoch: the same whatever batch or thread it is in. */
  static long of(long seed, int epoch, String name) {
    long mixed = mix(seed, epoch);
    for (int i = 0; i < name.length(); i++) {
      mixed = mix(mixed, name.charAt(i));
    }
    return mixed;
  }
}
