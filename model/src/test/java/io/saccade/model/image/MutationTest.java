package io.saccade.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Images damaged by a seeded dice: a tensor or a code, in time, and nothing left open. */
class MutationTest {

  private static final int ROUNDS = 4000;

  private final List<byte[]> whole =
      List.of(
          DrawnImages.jpeg(DrawnImages.scene(64, 48)),
          DrawnImages.progressiveJpeg(DrawnImages.scene(64, 48)),
          DrawnImages.jpegWithRestarts(DrawnImages.scene(64, 48), 2),
          DrawnImages.png(DrawnImages.scene(64, 48)),
          new PngBuilder().header(4, 4, 1, 0).rows(new byte[8]).end(),
          DrawnImages.webp(DrawnImages.scene(64, 48), 70),
          DrawnImages.webp(DrawnImages.scene(64, 48), 101),
          DrawnImages.bmp(DrawnImages.scene(64, 48)),
          DrawnImages.gif(DrawnImages.scene(64, 48)),
          DrawnImages.tiff(DrawnImages.scene(64, 48)));

  @Test
  void survivesWhateverTheDiceMakeOfAnImage() {
    SplittableRandom dice = new SplittableRandom(20_261_121);
    Fixture fixture = new Fixture(Fixture.pixels(32, 32));
    for (int i = 0; i < ROUNDS; i++) {
      byte[] damaged = damaged(whole.get(dice.nextInt(whole.size())), dice);
      assertTimeout(Duration.ofSeconds(2), () -> fixture.refusal(damaged), "round " + i);
    }
    assertThat(fixture.handles.open()).isZero();
    assertThat(fixture.budget.taken()).isZero();
  }

  private byte[] damaged(byte[] image, SplittableRandom dice) {
    byte[] damaged = image.clone();
    switch (dice.nextInt(4)) {
      case 0 -> {
        for (int i = dice.nextInt(8); i >= 0; i--) {
          damaged[dice.nextInt(damaged.length)] ^= (byte) (1 << dice.nextInt(8));
        }
      }
      case 1 -> {
        for (int i = dice.nextInt(4); i >= 0; i--) {
          damaged[dice.nextInt(Math.min(damaged.length, 400))] = (byte) dice.nextInt(256);
        }
      }
      case 2 -> damaged = Arrays.copyOf(damaged, 1 + dice.nextInt(damaged.length));
      default -> {
        byte[] other = whole.get(dice.nextInt(whole.size()));
        int size = dice.nextInt(Math.min(damaged.length, other.length));
        System.arraycopy(
            other,
            dice.nextInt(other.length - size),
            damaged,
            dice.nextInt(damaged.length - size),
            size);
      }
    }
    if (dice.nextBoolean()) {
      PngTags.mendChecksums(damaged);
    }
    return damaged;
  }
}
