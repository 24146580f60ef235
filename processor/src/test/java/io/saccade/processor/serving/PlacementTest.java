package io.saccade.processor.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class PlacementTest {

  private final Placement cpu = Placement.cpu("as device asks");
  private final Placement gpus = new Placement(List.of(0, 3), "CUDA works here");

  @Test
  void runsALaneACoreOnACpu() {
    LanePlan plan = cpu.defaultPlan(6);
    assertThat(plan).isEqualTo(LanePlan.cpu(6, 2));
    assertThat(cpu.device(5)).isEqualTo("cpu");
    assertThat(cpu.devices()).isEqualTo(1);
  }

  @Test
  void runsALaneAGpuAndDecodesOnTheCores() {
    LanePlan plan = gpus.defaultPlan(6);
    assertThat(plan.lanes()).isEqualTo(2);
    assertThat(plan.threads()).isEqualTo(1);
    assertThat(plan.decoders()).isEqualTo(6);
    assertThat(plan.buckets().sizes()).containsExactly(1, 8, 32);
  }

  @Test
  void dealsLanesOutToGpusInTurn() {
    assertThat(gpus.device(0)).isEqualTo("cuda:0");
    assertThat(gpus.device(1)).isEqualTo("cuda:3");
    assertThat(gpus.device(2)).isEqualTo("cuda:0");
    assertThat(gpus.describe()).isEqualTo("cuda:0, cuda:3 (CUDA works here)");
  }

  @Test
  void keepsFewBucketsOnAGpu() {
    assertThat(gpus.buckets(1).sizes()).containsExactly(1);
    assertThat(gpus.buckets(4).sizes()).containsExactly(1, 4);
    assertThat(gpus.buckets(64).sizes()).containsExactly(1, 4, 16, 64);
    assertThat(gpus.buckets(100).sizes()).containsExactly(1, 6, 25, 100);
  }

  @Test
  void letsTheOperatorFixAnyPartOfAPlan() {
    LaneSettings fixed =
        new LaneSettings(
            OptionalInt.of(3), OptionalInt.empty(), OptionalInt.of(0), OptionalInt.of(16));
    LanePlan plan = fixed.over(gpus.defaultPlan(6), gpus::buckets);
    assertThat(plan.lanes()).isEqualTo(3);
    assertThat(plan.threads()).isEqualTo(1);
    assertThat(plan.decoders()).isZero();
    assertThat(plan.buckets().sizes()).containsExactly(1, 4, 16);
    assertThat(LaneSettings.none().over(plan, cpu::buckets)).isEqualTo(plan);
  }
}
