package io.saccade.processor.lookahead;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.serving.LoadedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real sessions, swapped under load. {@link Swaps} holds every record to the right version. */
@Timeout(300)
final class SwapTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  /** Primary, canary, shadow, previous. */
  private static final long MOST_SESSIONS = 4;

  /** A version's batches, with an input and an output for each bucket of up to 4. */
  private static final long TENSORS_OF_A_VERSION = 5 * 2 * 4;

  @Test
  void losesNothingAndNeverGoesBackInAThousandSwaps() throws Exception {
    Swaps swaps =
        new Swaps(
            model -> {
              model.close();
              assertThat(model.awaitClosed(SOON)).as("%s has closed", model.version()).isTrue();
            });
    Swaps.Seen seen = swaps.run(1_000);
    System.out.println(seen);
    assertThat(seen.answered()).isGreaterThan(1_000);
    assertThat(seen.changes()).isGreaterThan(100);
    assertThat(seen.mostSessions()).isLessThanOrEqualTo(MOST_SESSIONS);
    assertThat(seen.mostTensors()).isLessThanOrEqualTo(MOST_SESSIONS * TENSORS_OF_A_VERSION);
    assertThat(swaps.openHandles()).isZero();
  }

  /** The control: were versions not closed, the test above would see it. */
  @Test
  void seesVersionsThatNobodyCloses() throws Exception {
    List<LoadedModel> forgotten = new ArrayList<>();
    Swaps swaps = new Swaps(forgotten::add);
    Swaps.Seen seen = swaps.run(20);
    assertThat(seen.mostSessions()).isGreaterThan(MOST_SESSIONS);
    assertThat(swaps.openHandles()).isPositive();
    forgotten.forEach(LoadedModel::close);
    assertThat(swaps.openHandles()).isZero();
  }
}
