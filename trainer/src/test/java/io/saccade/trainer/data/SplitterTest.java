package io.saccade.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.trainer.data.DataRefusedException.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SplitterTest {

  private final List<Sample> samples = new ArrayList<>();

  private void add(int label, int count, @Nullable Part given) {
    for (int i = 0; i < count; i++) {
      String name = "%d/%s/%04d".formatted(label, given, i);
      samples.add(new Sample(name, label, given, most -> new byte[0]));
    }
  }

  private Split split(double validation, double test, long seed) throws DataRefusedException {
    Listing listing = new Listing(List.of("a", "b"), samples, List.of());
    return new Splitter(validation, test, seed).split(LabelledImages.of(listing, "hash"));
  }

  private static long count(List<Sample> samples, int label) {
    return samples.stream().filter(sample -> sample.label() == label).count();
  }

  @Test
  void takesTheSameShareOfEveryClassAndNoImageTwice() throws Exception {
    add(0, 100, null);
    add(1, 10, null);
    Split split = split(0.2, 0.1, 1);
    assertThat(count(split.validation(), 0)).isEqualTo(20);
    assertThat(count(split.validation(), 1)).isEqualTo(2);
    assertThat(count(split.test(), 0)).isEqualTo(10);
    assertThat(count(split.test(), 1)).isEqualTo(1);
    assertThat(split.training()).hasSize(77).isSortedAccordingTo(this::byName);
    Set<Sample> all = new HashSet<>(split.training());
    all.addAll(split.validation());
    all.addAll(split.test());
    assertThat(all).hasSize(110);
  }

  private int byName(Sample one, Sample other) {
    return one.name().compareTo(other.name());
  }

  @Test
  void dependsOnTheSeedAlone() throws Exception {
    add(0, 50, null);
    add(1, 50, null);
    assertThat(split(0.2, 0, 7)).isEqualTo(split(0.2, 0, 7));
    assertThat(split(0.2, 0, 7)).isNotEqualTo(split(0.2, 0, 8));
  }

  @Test
  void keepsThePartsThatTheDataSetGives() throws Exception {
    add(0, 10, Part.TRAINING);
    add(1, 10, Part.TRAINING);
    add(0, 4, Part.TEST);
    add(1, 6, Part.TEST);
    Split split = split(0.2, 0.5, 1);
    assertThat(split.test())
        .hasSize(10)
        .allSatisfy(sample -> assertThat(sample.given()).isEqualTo(Part.TEST));
    assertThat(split.validation()).hasSize(4);
    assertThat(split.training()).hasSize(16);
  }

  @Test
  void leavesPartsEmptyThatAreNotAskedFor() throws Exception {
    add(0, 1, null);
    add(1, 1, null);
    Split split = split(0, 0, 1);
    assertThat(split.training()).hasSize(2);
    assertThat(split.validation()).isEmpty();
    assertThat(split.test()).isEmpty();
  }

  @Test
  void givesSmallClassesOneImageInEveryPart() throws Exception {
    add(0, 3, null);
    add(1, 100, null);
    Split split = split(0.1, 0.1, 1);
    assertThat(count(split.training(), 0)).isEqualTo(1);
    assertThat(count(split.validation(), 0)).isEqualTo(1);
    assertThat(count(split.test(), 0)).isEqualTo(1);
  }

  @Test
  void refusesAClassThatIsTooSmallForItsParts() {
    add(0, 1, null);
    add(1, 100, null);
    assertThatThrownBy(() -> split(0.2, 0, 1))
        .isInstanceOfSatisfying(
            DataRefusedException.class, e -> assertThat(e.fault()).isEqualTo(Fault.SPLIT))
        .hasMessageContaining("The training part would have no image of \"a\".");
  }

  @Test
  void refusesAGivenPartThatLacksAClass() {
    add(0, 10, Part.TRAINING);
    add(1, 10, Part.TRAINING);
    add(0, 4, Part.TEST);
    assertThatThrownBy(() -> split(0.2, 0, 1))
        .isInstanceOf(DataRefusedException.class)
        .hasMessageContaining("The test part would have no image of \"b\".");
  }

  @Test
  void refusesSharesThatLeaveNothing() {
    for (double share : new double[] {1, -0.1, Double.NaN}) {
      assertThatThrownBy(() -> new Splitter(share, 0, 1))
          .isInstanceOf(DataRefusedException.class)
          .hasMessageContaining("together less than 1");
    }
    assertThatThrownBy(() -> new Splitter(0.5, 0.5, 1)).isInstanceOf(DataRefusedException.class);
  }
}
