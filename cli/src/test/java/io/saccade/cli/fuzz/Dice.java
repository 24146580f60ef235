package io.saccade.cli.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes damaged bytes of sound ones: bits, bytes, numbers, cuts, and pieces of one in another. */
final class Dice {

  private static final int MOST_CHANGES = 6;
  private static final int[] EDGES = {0, 1, 0x7F, 0x80, 0xFF};

  private final SplittableRandom random;
  private final List<byte[]> sound;

  Dice(long seed, List<byte[]> sound) {
    this.random = new SplittableRandom(seed);
    this.sound = sound;
  }

  byte[] throwOnce() {
    byte[] bytes = any().clone();
    for (int i = random.nextInt(MOST_CHANGES); i >= 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> {
          byte edge = (byte) EDGES[random.nextInt(EDGES.length)];
          Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), edge);
        }
        case 3 -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length + 8));
        default -> splice(bytes, at);
      }
    }
    return bytes;
  }

  private void splice(byte[] bytes, int at) {
    byte[] other = any();
    int size = random.nextInt(1 + Math.min(bytes.length - at, other.length));
    System.arraycopy(other, random.nextInt(1 + other.length - size), bytes, at, size);
  }

  private byte[] any() {
    return sound.get(random.nextInt(sound.size()));
  }
}
