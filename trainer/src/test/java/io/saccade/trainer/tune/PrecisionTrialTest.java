package io.saccade.trainer.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.tensor.Precision;
import io.saccade.trainer.tensor.TorchBackend;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PrecisionTrialTest {

  private static Precision better(int fullMillis, int narrowMillis) {
    return new PrecisionTrial.Times(Duration.ofMillis(fullMillis), Duration.ofMillis(narrowMillis))
        .better();
  }

  @Test
  void takesNarrowArithmeticOnlyWhereItIsWorthIt() {
    assertThat(better(100, 60)).isEqualTo(Precision.BFLOAT16);
    assertThat(better(100, 95)).isEqualTo(Precision.FULL);
    assertThat(better(100, 300)).isEqualTo(Precision.FULL);
  }

  @Test
  void timesAStepOfEach() throws Exception {
    TorchBackend backend = new TorchBackend();
    backend.threads(1);
    Graph graph = Drawn.network(1);
    TuneTask task =
        new TuneTask(
            graph,
            FreezePlan.scratch(graph),
            Drawn.tensors(),
            Drawn.images(4, 1),
            Validation.none());

    PrecisionTrial.Times times =
        new PrecisionTrial(backend, task, new Plans().plan(), RuntimeFront::none).run();

    assertThat(times.full()).isPositive();
    assertThat(times.narrow()).isPositive();
  }
}
