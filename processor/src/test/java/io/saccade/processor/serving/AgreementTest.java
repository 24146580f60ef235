package io.saccade.processor.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AgreementTest {

  private final Agreement agreement = new Agreement();

  @Test
  void countsPairsOfLabelsCommonestFirst() {
    agreement.scored("cat", "dog");
    agreement.scored("cat", "cat");
    agreement.scored("cat", "cat");
    agreement.scored("ant", "bee");
    agreement.skipped(7);
    agreement.failed(2);

    assertThat(agreement.snapshot(2))
        .isEqualTo(
            new Agreement.Snapshot(
                4,
                2,
                7,
                2,
                List.of(
                    new Agreement.PairCount("cat", "cat", 2),
                    new Agreement.PairCount("ant", "bee", 1))));
  }

  @Test
  void keepsNoMorePairsThanItMay() {
    for (int i = 0; i < 3 * Agreement.MOST_PAIRS; i++) {
      agreement.scored("a" + i, "b" + i);
      agreement.scored("a0", "b0");
    }

    Agreement.Snapshot snapshot = agreement.snapshot(Integer.MAX_VALUE);

    assertThat(snapshot.pairs()).hasSize(Agreement.MOST_PAIRS);
    assertThat(snapshot.pairs().get(0).count()).isEqualTo(3L * Agreement.MOST_PAIRS + 1);
    assertThat(snapshot.scored()).isEqualTo(6L * Agreement.MOST_PAIRS);
    assertThat(snapshot.agreed()).isZero();
  }
}
