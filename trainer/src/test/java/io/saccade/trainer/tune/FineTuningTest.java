package io.saccade.trainer.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.trainer.data.Sample;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.surgery.GraftedHead;
import io.saccade.trainer.progress.Progress;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.tensor.TorchBackend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FineTuningTest {

  private static final Progress QUIET = event -> {};

  private final TorchBackend backend = new TorchBackend();

  @TempDir private Path folder;

  @BeforeEach
  void useOneThread() {
    backend.threads(1);
  }

  private static TuneTask task(Graph graph, FreezePlan freeze, List<Sample> training)
      throws Exception {
    Validation validation = Drawn.validation(graph, Drawn.images(10, 99));
    return new TuneTask(graph, freeze, Drawn.tensors(), training, validation);
  }

  private static TuneTask scratch(List<Sample> training) throws Exception {
    Graph graph = Drawn.network(1);
    return task(graph, FreezePlan.scratch(graph), training);
  }

  private TuneFit run(TuneTask task, Plans plans, Progress progress) throws Exception {
    Checkpoint checkpoint = new Checkpoint(folder, 100, "test");
    checkpoint.clear();
    return new FineTuning(backend, task, plans.plan(), checkpoint, RuntimeFront::open)
        .run(progress);
  }

  @Test
  void learnsFewImagesByHeartAndWhatTheyHaveInCommon() throws Exception {
    List<TrainingEvent> events = new ArrayList<>();
    TuneFit fit = run(scratch(Drawn.images(16, 1)), new Plans().epochs(12), events::add);
    TuneEpoch last = fit.epochs().get(12);
    assertThat(last.accuracy()).isGreaterThanOrEqualTo(0.98);
    assertThat(last.loss()).isLessThan(0.1);
    assertThat(fit.best().validationAccuracy()).isGreaterThanOrEqualTo(0.9);
    assertThat(events.get(0)).isEqualTo(new TrainingEvent.Stage("Train", 12 * 64, "images"));
    assertThat(events).contains(new TrainingEvent.Step(12 * 64));
    assertThat(events.stream().filter(TrainingEvent.Epoch.class::isInstance)).hasSize(12);
  }

  @Test
  void learnsWithEveryOptimizer() throws Exception {
    for (OptimizerKind kind : OptimizerKind.values()) {
      double rate = kind == OptimizerKind.SGD ? 0.02 : 2e-3;
      Plans plans = new Plans().epochs(6).optimizer(kind).rate(rate);
      TuneFit fit = run(scratch(Drawn.images(16, 1)), plans, QUIET);
      assertThat(fit.best().validationAccuracy()).as("%s", kind).isGreaterThan(0.7);
    }
  }

  @Test
  void learnsFromMixedAndSmoothedImagesWithARunningMean() throws Exception {
    Plans plans = new Plans().epochs(10).softened();
    TuneFit fit = run(scratch(Drawn.images(16, 1)), plans, QUIET);
    assertThat(fit.best().validationAccuracy()).isGreaterThan(0.8);
  }

  @Test
  void learnsNothingFromShuffledLabels() throws Exception {
    List<Sample> shuffled = Drawn.shuffled(Drawn.images(40, 1), 2);
    TuneFit fit = run(scratch(shuffled), new Plans().epochs(3), QUIET);
    assertThat(fit.epochs().get(3).validationAccuracy()).isBetween(0.05, 0.5);
  }

  @Test
  void leavesAllBytesAtRateZero() throws Exception {
    GraftedHead model = Drawn.grafted(1);
    // The statistics of what has learned before are left alone too.
    TuneTask task = task(model.graph(), FreezePlan.none(model), Drawn.images(4, 1));
    TuneFit fit = run(task, new Plans().batch(8).rate(0), QUIET);
    assertThat(fit.weights()).isNotEmpty();
    fit.weights().forEach((name, value) -> assertSameBytes(value, model.graph().constant(name)));
  }

  @Test
  void leavesFrozenBytesAndTrainsTheRestBehindTheFront() throws Exception {
    GraftedHead model = Drawn.grafted(1);
    FreezePlan freeze = FreezePlan.first(model, 1);
    TuneFit fit = run(task(model.graph(), freeze, Drawn.images(16, 1)), new Plans(), QUIET);
    Graph trained = Graph.of(model.graph().model(fit.weights()));
    List<String> first = model.graph().nodes().get(0).inputs();
    List<String> later = model.graph().nodes().get(freeze.firstTrained()).inputs();
    assertSameBytes(trained.constant(first.get(1)), model.graph().constant(first.get(1)));
    assertThat(fit.weights()).doesNotContainKey(first.get(1)).containsKey(later.get(1));
    assertThat(trained.constant(later.get(1)).floats())
        .isNotEqualTo(model.graph().constant(later.get(1)).floats());
    assertThat(fit.best().number()).isPositive();
  }

  @Test
  void trainsAHeadAloneBehindTheFront() throws Exception {
    GraftedHead model = Drawn.grafted(1);
    TuneTask task = task(model.graph(), FreezePlan.all(model), Drawn.images(16, 1));
    TuneFit fit = run(task, new Plans().epochs(4).rate(1e-2), QUIET);
    assertThat(fit.best().validationAccuracy())
        .isGreaterThan(fit.epochs().get(0).validationAccuracy());
  }

  @Test
  void goesOnBehindTheFrontWithTheSameBytes() throws Exception {
    GraftedHead model = Drawn.grafted(1);
    TuneTask task = task(model.graph(), FreezePlan.first(model, 1), Drawn.images(20, 1));
    TuneFit undisturbed = run(task, new Plans(), QUIET);
    Checkpoint checkpoint = new Checkpoint(folder, 2, "test");
    checkpoint.clear();
    FineTuning training =
        new FineTuning(backend, task, new Plans().plan(), checkpoint, RuntimeFront::open);
    List<TrainingEvent> events = new ArrayList<>();
    Progress interrupting =
        event -> {
          events.add(event);
          if (event.equals(new TrainingEvent.Step(80 + 48))) {
            Thread.currentThread().interrupt();
          }
        };
    assertThatThrownBy(() -> training.run(interrupting)).isInstanceOf(InterruptedException.class);
    assertThat(events.get(0))
        .isEqualTo(new TrainingEvent.Stage("Run what is frozen", 80, "images"));

    TuneFit resumed = training.run(QUIET);

    assertThat(Bytes.hash(resumed.weights())).isEqualTo(Bytes.hash(undisturbed.weights()));
  }

  @Test
  void givesTheSameBytesForTheSameSeedAndOthersForAnother() throws Exception {
    TuneTask task = scratch(Drawn.images(10, 1));
    TuneFit first = run(task, new Plans().softened(), QUIET);
    TuneFit again = run(task, new Plans().softened(), QUIET);
    TuneFit other = run(task, new Plans().softened().seed(2), QUIET);
    assertThat(Bytes.hash(again.weights())).isEqualTo(Bytes.hash(first.weights()));
    assertThat(again.epochs()).isEqualTo(first.epochs());
    assertThat(Bytes.hash(other.weights())).isNotEqualTo(Bytes.hash(first.weights()));
  }

  @Test
  void goesOnWhereItWasInterruptedAsIfNothingHadHappened() throws Exception {
    TuneTask task = scratch(Drawn.images(20, 1));
    TunePlan plan = new Plans().softened().plan();
    TuneFit undisturbed = run(task, new Plans().softened(), QUIET);
    Checkpoint checkpoint = new Checkpoint(folder, 2, "test");
    checkpoint.clear();
    FineTuning training = new FineTuning(backend, task, plan, checkpoint, RuntimeFront::none);
    Progress interrupting =
        event -> {
          if (event.equals(new TrainingEvent.Step(80 + 48))) {
            Thread.currentThread().interrupt();
          }
        };
    assertThatThrownBy(() -> training.run(interrupting)).isInstanceOf(InterruptedException.class);
    List<TrainingEvent> events = new ArrayList<>();

    TuneFit resumed = training.run(events::add);

    assertThat(events.get(1)).isEqualTo(new TrainingEvent.Step(80 + 64));
    assertThat(Bytes.hash(resumed.weights())).isEqualTo(Bytes.hash(undisturbed.weights()));
    assertThat(resumed.epochs()).isEqualTo(undisturbed.epochs());
  }

  @Test
  void givesTheSameAgainWhereItHadEnded() throws Exception {
    TuneTask task = scratch(Drawn.images(10, 1));
    TuneFit fit = run(task, new Plans(), QUIET);
    Checkpoint checkpoint = new Checkpoint(folder, 2, "test");
    TuneFit again =
        new FineTuning(backend, task, new Plans().plan(), checkpoint, RuntimeFront::none)
            .run(QUIET);
    assertThat(Bytes.hash(again.weights())).isEqualTo(Bytes.hash(fit.weights()));
    assertThat(again.epochs()).isEqualTo(fit.epochs());
  }

  @Test
  void refusesTheCheckpointOfAnotherTraining() throws Exception {
    run(scratch(Drawn.images(10, 1)), new Plans(), QUIET);
    TuneTask other = scratch(Drawn.images(10, 2));
    Checkpoint checkpoint = new Checkpoint(folder, 2, "test");
    assertThatThrownBy(
            () ->
                new FineTuning(backend, other, new Plans().plan(), checkpoint, RuntimeFront::none)
                    .run(QUIET))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("--resume");
  }

  @Test
  void stopsWhereNothingBecomesBetter() throws Exception {
    List<Sample> shuffled = Drawn.shuffled(Drawn.images(8, 1), 2);
    TuneFit fit = run(scratch(shuffled), new Plans().epochs(40).patience(2), QUIET);
    assertThat(fit.epochs().size()).isLessThan(30);
    List<TuneEpoch> trained = fit.epochs().subList(1, fit.epochs().size());
    TuneEpoch best = trained.get(0);
    for (TuneEpoch each : trained) {
      best = each.beats(best) ? each : best;
    }
    assertThat(trained.get(trained.size() - 1).number() - best.number()).isEqualTo(2);
  }

  @Test
  void saysWhatToDoWhenTheLossIsNoNumber() throws Exception {
    Graph graph = Drawn.network(1);
    String first = graph.nodes().get(0).inputs().get(1);
    HostTensor weights = graph.constant(first);
    float[] values = weights.floats();
    values[0] = Float.NaN;
    Graph broken = Graph.of(graph.model(Map.of(first, HostTensor.floats(weights.dims(), values))));
    TuneTask task = unvalidated(broken, Drawn.images(10, 1));
    assertThatThrownBy(() -> run(task, new Plans(), QUIET))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("--lr-find");
  }

  @Test
  void movesNoFurtherThanTheClippedGradient() throws Exception {
    TuneTask task = unvalidated(Drawn.network(1), Drawn.images(8, 1));
    Plans plans = new Plans().optimizer(OptimizerKind.SGD).epochs(1).batch(64).rate(0.1);
    double clipped = moved(task, run(task, plans.clip(1e-2), QUIET));
    double free = moved(task, run(task, plans.clip(0), QUIET));
    // One step at the full rate; the decay, a hundredth of weights of length 20 or so, is beside.
    assertThat(clipped).isBetween(1e-3 * 0.5, 1e-3 + 0.1 * 0.01 * 30);
    assertThat(free).isGreaterThan(2 * clipped);
  }

  private static TuneTask unvalidated(Graph graph, List<Sample> training) {
    return new TuneTask(
        graph, FreezePlan.scratch(graph), Drawn.tensors(), training, Validation.none());
  }

  /** How far the parameters are from where they began. */
  private static double moved(TuneTask task, TuneFit fit) {
    double squares = 0;
    for (Map.Entry<String, HostTensor> each : fit.weights().entrySet()) {
      if (!isStatistic(task.graph(), each.getKey())) {
        squares += distance(each.getValue(), task.graph().constant(each.getKey()));
      }
    }
    return Math.sqrt(squares);
  }

  private static boolean isStatistic(Graph graph, String name) {
    return graph.nodes().stream()
        .filter(node -> node.op().equals("BatchNormalization"))
        .anyMatch(node -> node.inputs().subList(3, 5).contains(name));
  }

  private static double distance(HostTensor a, HostTensor b) {
    double squares = 0;
    for (int i = 0; i < a.size(); i++) {
      squares += Math.pow(a.number(i) - b.number(i), 2);
    }
    return squares;
  }

  private static void assertSameBytes(HostTensor value, HostTensor before) {
    assertThat(value.write("x").toByteString()).isEqualTo(before.write("x").toByteString());
  }
}
