package io.saccade.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DecodeBudgetTest {

  @Test
  void takesWholeUnitsAndGivesThemBack() {
    DecodeBudget budget = new DecodeBudget(1 << 20);

    int acquired = budget.acquire(4097);

    assertThat(budget.taken()).isEqualTo(8192);
    budget.release(acquired);
    assertThat(budget.taken()).isZero();
  }

  @Test
  void letsAnImageLargerThanTheBudgetHaveAllOfIt() {
    DecodeBudget budget = new DecodeBudget(1 << 20);

    int acquired = budget.acquire(Long.MAX_VALUE / 2);

    assertThat(budget.taken()).isEqualTo(budget.bytes());
    budget.release(acquired);
  }

  @Test
  void makesTheNextImageWaitUntilThereIsRoom() throws Exception {
    DecodeBudget budget = new DecodeBudget(8192);
    int first = budget.acquire(8192);
    CountDownLatch through = new CountDownLatch(1);
    Thread second =
        new Thread(
            () -> {
              int acquired = budget.acquire(4096);
              through.countDown();
              budget.release(acquired);
            });
    second.start();
    while (second.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(through.getCount()).isEqualTo(1);

    budget.release(first);

    assertThat(through.await(10, TimeUnit.SECONDS)).isTrue();
    second.join();
    assertThat(budget.taken()).isZero();
  }

  @Test
  void refusesABudgetThatIsTooSmallToCount() {
    assertThatThrownBy(() -> new DecodeBudget(100))
        .hasMessage("a decode budget must be at least 4096 bytes, but was 100");
  }
}
