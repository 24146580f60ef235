package io.saccade.trainer.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AcrossTest {

  @Test
  void setsFactorsAtEqualDistances() {
    Across sizes = Across.factors("images", List.of(50, 100, 200, 400));

    assertThat(sizes.place(50)).isZero();
    assertThat(sizes.place(100)).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(sizes.place(400)).isEqualTo(1);
    assertThat(Across.counted("images", List.of(50, 100, 150)).place(100)).isEqualTo(0.5);
  }

  @Test
  void writesAFewOfTheNumbersBelow() {
    List<Integer> epochs = IntStream.rangeClosed(1, 20).boxed().toList();

    assertThat(Across.counted("epoch", epochs).marks()).containsExactly(1.0, 5.0, 9.0, 13.0, 17.0);
    assertThat(Across.factors("images", List.of(50, 1_000)).tick(1_000)).isEqualTo("1,000");
  }

  @Test
  void writesRoundNumbersBelowWhatIsMeasured() {
    Across distance = new Across("distance", List.of(0.3, 1.7, 2.9), Across.Kind.MEASURED);

    assertThat(distance.marks()).containsExactly(1.0, 2.0);
    assertThat(distance.tick(1)).isEqualTo("1");
  }

  @Test
  void standsInTheMiddleWhereThereIsOneOnly() {
    assertThat(Across.factors("images", List.of(50)).place(50)).isEqualTo(0.5);
    assertThatThrownBy(() -> Across.counted("epoch", List.of(2, 1)))
        .hasMessageStartingWith("places must ascend");
  }
}
