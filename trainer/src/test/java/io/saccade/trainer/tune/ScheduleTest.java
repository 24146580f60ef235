package io.saccade.trainer.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class ScheduleTest {

  private static final Offset<Double> EXACTLY = within(1e-12);

  @Test
  void risesInAStraightLineAndFallsAlongACosine() {
    assertThat(Schedule.COSINE.share(0, 100, 0.1)).isCloseTo(0.1, EXACTLY);
    assertThat(Schedule.COSINE.share(4, 100, 0.1)).isCloseTo(0.5, EXACTLY);
    assertThat(Schedule.COSINE.share(10, 100, 0.1)).isCloseTo(1, EXACTLY);
    assertThat(Schedule.COSINE.share(55, 100, 0.1)).isCloseTo(0.5, EXACTLY);
    assertThat(Schedule.COSINE.share(40, 100, 0.1)).isCloseTo(0.75, EXACTLY);
    assertThat(Schedule.COSINE.share(99, 100, 0.1)).isBetween(0.0, 0.001);
  }

  @Test
  void beginsAtTheTopWithoutAWarmUp() {
    assertThat(Schedule.COSINE.share(0, 10, 0)).isEqualTo(1);
    assertThat(Schedule.CONSTANT.share(0, 10, 0)).isEqualTo(1);
  }

  @Test
  void staysAtTheTopWhereItIsConstant() {
    assertThat(Schedule.CONSTANT.share(0, 10, 0.2)).isEqualTo(0.5);
    assertThat(Schedule.CONSTANT.share(2, 10, 0.2)).isEqualTo(1);
    assertThat(Schedule.CONSTANT.share(9, 10, 0.2)).isEqualTo(1);
  }

  @Test
  void goesThroughOneCycle() {
    assertThat(Schedule.ONE_CYCLE.share(0, 100, 0)).isCloseTo(0.04, EXACTLY);
    assertThat(Schedule.ONE_CYCLE.share(15, 100, 0)).isCloseTo(0.52, EXACTLY);
    assertThat(Schedule.ONE_CYCLE.share(30, 100, 0)).isCloseTo(1, EXACTLY);
    assertThat(Schedule.ONE_CYCLE.share(65, 100, 0)).isCloseTo((1 + 4e-6) / 2, EXACTLY);
    assertThat(Schedule.ONE_CYCLE.share(99, 100, 0)).isBetween(4e-6, 1e-3);
  }

  @Test
  void takesTrainingsOfOneStep() {
    for (Schedule schedule : Schedule.values()) {
      assertThat(schedule.share(0, 1, 0.05)).isBetween(0.03, 1.0);
    }
  }
}
