package io.saccade.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class StopSignalTest {

  @Test
  void interruptsWhatBlocksWhenSomebodyAsksToStop() {
    try (StopSignal stop = new StopSignal(Duration.ofSeconds(1))) {
      StopSignal.Interrupter interrupter = stop.interrupter();
      stop.ask();

      assertThatExceptionOfType(InterruptedException.class)
          .isThrownBy(() -> new CountDownLatch(1).await());
      interrupter.disarm();
    }
  }

  @Test
  void leavesNoInterruptBehindWhenItIsDisarmed() throws Exception {
    try (StopSignal stop = new StopSignal(Duration.ofSeconds(1))) {
      StopSignal.Interrupter interrupter = stop.interrupter();
      stop.ask();
      interrupter.disarm();

      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      stop.await();
    }
  }
}
