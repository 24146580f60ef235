package io.saccade.trainer.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.tensor.TorchBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LrFinderTest {

  @Test
  void suggestsARateThatTheNetworkLearnsWith() throws Exception {
    TorchBackend backend = new TorchBackend();
    backend.threads(1);
    Graph graph = Drawn.network(1);
    TuneTask task =
        new TuneTask(
            graph,
            FreezePlan.scratch(graph),
            Drawn.tensors(),
            Drawn.images(32, 1),
            Validation.none());
    List<TrainingEvent> events = new ArrayList<>();

    LrSweep sweep =
        new LrFinder(backend, task, new Plans().plan(), RuntimeFront::none).run(events::add);

    assertThat(sweep.suggestion()).isBetween(1e-4, 0.1);
    assertThat(sweep.points()).isSortedAccordingTo((a, b) -> Double.compare(a.rate(), b.rate()));
    assertThat(events).hasSize(sweep.points().size() + 1);
  }

  @Test
  void isNotMisledByTheNoiseOfTheFirstSteps() {
    double[] noise = {2, 1.5, 1.1, 1.05, 1.2};
    List<LrSweep.Point> points =
        IntStream.range(0, 100)
            .mapToObj(
                i -> {
                  double fall = Math.max(0, Math.min(40, i - 40)) * 0.01;
                  return new LrSweep.Point(i, i < 5 ? noise[i] : 1 + 0.003 * (i % 3) - fall);
                })
            .toList();
    assertThat(LrFinder.valley(points)).isBetween(30.0, 70.0);
  }

  @Test
  void findsTheMiddleOfTheFall() {
    List<LrSweep.Point> points =
        IntStream.range(0, 40)
            .mapToObj(i -> new LrSweep.Point(i, 5 - Math.max(0, Math.min(10, i - 15)) * 0.2))
            .toList();
    assertThat(LrFinder.valley(points)).isEqualTo(20);
  }
}
