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

    assertThat(sweep.suggestion()).isBetween(1e-5, 0.1);
    assertThat(sweep.points()).isSortedAccordingTo((a, b) -> Double.compare(a.rate(), b.rate()));
    assertThat(events).hasSize(sweep.points().size() + 1);
  }

  @Test
  void findsTheSteepestFall() {
    double[] losses = {9, 5, 4, 4, 4, 4, 4, 4, 4, 4, 3.9, 3.5, 2.5, 2.2, 8};
    List<LrSweep.Point> points =
        IntStream.range(0, losses.length)
            .mapToObj(i -> new LrSweep.Point(Math.pow(2, i), losses[i]))
            .toList();
    assertThat(LrFinder.steepest(points)).isEqualTo(Math.pow(2, 12));
  }
}
