package io.saccade.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.shapes.ColorModel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WorkloadTest {

  private final Workload workload =
      new Workload(
          ColorModel.bundle("1"),
          Path.of("colors"),
          List.of(new byte[] {0}, new byte[] {1}, new byte[] {2}, new byte[] {3}),
          32,
          4);

  @Test
  void goesRoundTheImages() {
    assertThat(workload.bytes(0)).containsExactly(0);
    assertThat(workload.bytes(7)).containsExactly(3);
  }

  @Test
  void givesEveryPartitionEveryImageAndAsManyEvents() {
    int[] events = new int[4];
    Set<List<Integer>> pairs = new HashSet<>();
    for (int event = 0; event < workload.events(); event++) {
      events[workload.partition(event)]++;
      pairs.add(List.of(workload.partition(event), (int) workload.bytes(event)[0]));
    }
    assertThat(events).containsOnly(8);
    assertThat(pairs).hasSize(16);
  }
}
