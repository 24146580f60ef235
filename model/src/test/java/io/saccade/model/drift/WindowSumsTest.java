package io.saccade.model.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WindowSumsTest {

  private final Blobs blobs = new Blobs(10, 20, 3);
  private final ReferenceProfile profile = Blobs.reference(blobs.any(300)).profile();

  /**
   * Parts of any size, each in any order, merged two at a time in any order, through their bytes.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 10, 1000})
  void areTheSameBytesHoweverTheImagesWereParted(int classes) throws Exception {
    Blobs source = new Blobs(classes, 12, classes);
    ReferenceProfile reference = Blobs.reference(source.any(200)).profile();
    Observer observer = reference.observer();
    List<Observation> images = new ArrayList<>();
    source.any(400).forEach(seen -> images.add(seen.by(observer)));
    WindowSums whole = new WindowSums(reference.layout());
    images.forEach(whole::add);

    Random random = new Random(classes);
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(images, random);
      List<WindowSums> parts = new ArrayList<>();
      parts.add(new WindowSums(reference.layout()));
      for (Observation image : images) {
        if (random.nextInt(20) == 0) {
          parts.add(new WindowSums(reference.layout()));
        }
        parts.get(parts.size() - 1).add(image);
      }
      while (parts.size() > 1) {
        WindowSums one = parts.remove(random.nextInt(parts.size()));
        WindowSums other = parts.remove(random.nextInt(parts.size()));
        parts.add(WindowSums.parse(one.plus(other).toBytes()));
      }
      assertThat(parts.get(0).toBytes()).isEqualTo(whole.toBytes());
      assertThat(Distances.of(reference, parts.get(0), 400))
          .isEqualTo(Distances.of(reference, whole, 400));
    }
  }

  @Test
  void areTheSameFromAnyThread() {
    List<Blobs.Seen> images = blobs.any(500);
    Observer observer = profile.observer();
    WindowSums inOrder = Blobs.window(profile, images);

    WindowSums together =
        images.parallelStream()
            .map(
                seen -> {
                  WindowSums one = new WindowSums(profile.layout());
                  one.add(seen.by(observer));
                  return one;
                })
            .reduce(new WindowSums(profile.layout()), WindowSums::plus);

    assertThat(together).isEqualTo(inOrder).hasSameHashCodeAs(inOrder);
  }

  @Test
  void takeAwayWhatWasAdded() {
    WindowSums one = Blobs.window(profile, blobs.any(50));
    WindowSums other = Blobs.window(profile, blobs.any(70));

    WindowSums both = one.plus(other);

    assertThat(both.images()).isEqualTo(120);
    assertThat(both.minus(other)).isEqualTo(one);
    assertThat(both.minus(one).minus(other)).isEqualTo(new WindowSums(profile.layout()));
  }

  @Test
  void takeOneByteForEachNumberThatIsSmallAndLessForNothing() {
    assertThat(new WindowSums(profile.layout()).toBytes()).hasSizeLessThan(20);
    assertThat(Blobs.window(profile, blobs.any(1)).toBytes()).hasSizeLessThan(900);
  }

  /** Whatever is changed or cut off: refused, or other sums in their own canonical form. */
  @Test
  void haveOneFormOnly() throws Exception {
    WindowSums sums = Blobs.window(profile, blobs.any(40));
    byte[] bytes = sums.toBytes();
    Random random = new Random(1);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      try {
        WindowSums read = WindowSums.parse(changed);
        assertThat(read).isNotEqualTo(sums);
        assertThat(read.toBytes()).isEqualTo(changed);
      } catch (CorruptSumsException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(5_000);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> WindowSums.parse(cut)).isInstanceOf(CorruptSumsException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> WindowSums.parse(longer))
        .isInstanceOf(CorruptSumsException.class)
        .hasMessage("The sums have bytes after their end.");
  }

  @Test
  void doNotMixWithThoseOfAnotherModel() {
    WindowSums sums = new WindowSums(profile.layout());
    WindowSums others = new WindowSums(new Layout(3, 7));

    assertThatThrownBy(() -> sums.plus(others))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be laid out as");
    Blobs two = new Blobs(2, 4, 1);
    ReferenceProfile small = Blobs.reference(two.any(10)).profile();
    Observation image = two.any().by(small.observer());
    assertThatThrownBy(() -> sums.add(image))
        .hasMessage("the image was observed for another profile");
  }
}
