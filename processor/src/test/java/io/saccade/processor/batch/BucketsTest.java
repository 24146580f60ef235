package io.saccade.processor.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BucketsTest {

  @Test
  void padsToTheNextSize() {
    Buckets buckets = new Buckets(List.of(1, 4, 16));
    assertThat(buckets.fit(1)).isEqualTo(1);
    assertThat(buckets.fit(2)).isEqualTo(4);
    assertThat(buckets.fit(5)).isEqualTo(16);
    assertThatIllegalArgumentException().isThrownBy(() -> buckets.fit(17));
  }

  @Test
  void growsInSteps() {
    assertThat(Buckets.fine(16).sizes()).containsExactly(1, 2, 3, 4, 6, 8, 12, 16);
    assertThat(Buckets.fine(5).sizes()).containsExactly(1, 2, 3, 4, 5);
    assertThat(Buckets.powersOfTwo(12).sizes()).containsExactly(1, 2, 4, 8, 12);
    assertThat(Buckets.fine(1).sizes()).containsExactly(1);
  }

  @Test
  void leavesOutWhatAGraphDoesNotAccept() {
    assertThat(Buckets.fine(16).upTo(1).sizes()).containsExactly(1);
    assertThat(Buckets.fine(16).upTo(5).sizes()).containsExactly(1, 2, 3, 4, 5);
    assertThat(Buckets.fine(4).upTo(9).sizes()).containsExactly(1, 2, 3, 4);
    assertThat(Buckets.only(8).upTo(4).sizes()).containsExactly(4);
  }

  @Test
  void refusesSizesThatAreNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Buckets(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Buckets(List.of(0, 1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Buckets(List.of(2, 1)));
  }
}
