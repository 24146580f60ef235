package io.saccade.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.trainer.data.DataRefusedException.Fault;
import org.junit.jupiter.api.Test;

class AugmentationTest {

  private static Augmentation parse(String words) throws DataRefusedException {
    return Augmentation.parse(words, Fill.NEAREST);
  }

  @Test
  void readsWordsWithAndWithoutNumbers() throws Exception {
    Augmentation augmentation =
        parse("flip, crop,rotate=15 ,shift = 0.1,Zoom=0.3,shear,color,erase,randaugment=12");
    assertThat(augmentation)
        .hasToString(
            "flip=0.5,crop=0.5,rotate=15.0,shift=0.1,zoom=0.3,shear=10.0,color=0.3,erase=0.5,"
                + "randaugment=12.0");
    assertThat(parse(augmentation.toString())).hasToString(augmentation.toString());
    assertThat(augmentation.isNone()).isFalse();
  }

  @Test
  void leavesImagesAsTheyAreWithoutWords() throws Exception {
    assertThat(parse("").isNone()).isTrue();
    assertThat(parse(" none ").isNone()).isTrue();
    assertThat(parse("none")).hasToString("none");
  }

  @Test
  void namesEveryMistakeAtOnceWithWhatIsAllowed() {
    assertThatThrownBy(() -> parse("flipp,rotate=many,zoom=2,shift=,flip,flip"))
        .isInstanceOfSatisfying(
            DataRefusedException.class, e -> assertThat(e.fault()).isEqualTo(Fault.AUGMENTATION))
        .hasMessageContainingAll(
            "Unknown augmentation \"flipp\": the known ones are flip, crop, rotate, shift,",
            "The number of rotate must be from 0.0 to 180.0, but was \"many\".",
            "The number of zoom must be from 0.0 to 0.95, but was \"2\".",
            "The number of shift must be from 0.0 to 1.0, but was \"\".",
            "The augmentation flip stands there twice.");
    assertThatThrownBy(() -> parse("flip,,zoom")).hasMessageContaining("augmentation \"\"");
  }

  @Test
  void knowsTheFillsByName() throws Exception {
    assertThat(Fill.named("nearest")).isEqualTo(Fill.NEAREST);
    assertThatThrownBy(() -> Fill.named("near"))
        .isInstanceOf(DataRefusedException.class)
        .hasMessage("The fill must be one of nearest, reflect, wrap, constant, but was \"near\".");
  }
}
