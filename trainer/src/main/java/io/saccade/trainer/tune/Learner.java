package io.saccade.trainer.tune;

import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.interpret.Interpreter;
import io.saccade.trainer.interpret.Mode;
import io.saccade.trainer.interpret.Weights;
import io.saccade.trainer.tensor.Precision;
import io.saccade.trainer.tensor.TensorBackend;
import java.util.LinkedHashMap;
import java.util.Map;

/** A network that learns, a batch at a time. Used by one thread. */
final class Learner<T> implements AutoCloseable {

  private final TensorBackend<T> backend;
  private final Interpreter<T> interpreter;
  private final Cut cut;
  private final Chance chance;
  private final Mode mode;
  private final Descent<T> descent;
  private final RunningMean<T> mean;

  /**
   * What a step brought.
   *
   * @param loss of the batch, before the step; may be not finite
   * @param right how many of its images were right
   * @param norm of the gradients; may be not finite, and then nothing has changed
   */
  record Outcome(double loss, int right, double norm) {

    boolean isFinite() {
      return Double.isFinite(loss) && Double.isFinite(norm);
    }
  }

  Learner(TensorBackend<T> backend, TuneTask task, TunePlan plan, Cut cut)
      throws GraphRefusedException {
    this.backend = backend;
    this.interpreter = Interpreter.of(backend, task.graph());
    this.cut = cut;
    this.chance = new Chance(plan.seed());
    // A base's statistics fit its weights; those of batches would undo what the head has learned.
    this.mode = task.freeze().pretrained() ? Mode.TUNE : Mode.TRAIN;
    interpreter.weights().freezeBefore(cut.first());
    this.descent = new Descent<>(backend, interpreter.weights(), task.freeze(), plan);
    this.mean = new RunningMean<>(backend, interpreter.weights().trainable(), plan.ema());
  }

  /**
   * Learns from a batch.
   *
   * @param number of the step, from 1
   */
  Outcome learn(Batch batch, Precision precision, double rate, long number)
      throws GraphRefusedException {
    return backend.inScope(
        () -> {
          backend.seed(chance.dropout(batch.epoch(), batch.step()));
          Outcome seen = differentiate(batch, precision, mode);
          double norm = descent.step(rate, number);
          mean.take(number);
          return new Outcome(seen.loss(), seen.right(), norm);
        });
  }

  /** Does what a step does, but learns nothing; so many nanoseconds it took. */
  long rehearse(Batch batch, Precision precision) throws GraphRefusedException {
    long began = System.nanoTime();
    backend.inScope(
        () -> {
          Outcome seen = differentiate(batch, precision, Mode.TUNE);
          descent.clear();
          return seen;
        });
    return System.nanoTime() - began;
  }

  private Outcome differentiate(Batch batch, Precision precision, Mode as)
      throws GraphRefusedException {
    T input = backend.tensor(batch.input(), batch.dims());
    int classes = batch.targets().length / batch.rows();
    T targets = backend.tensor(batch.targets(), batch.rows(), classes);
    T scores =
        backend.withGradients(
            precision, () -> interpreter.forwardFrom(cut.first(), Map.of(cut.value(), input), as));
    T loss =
        backend.withGradients(Precision.FULL, () -> backend.math().crossEntropy(scores, targets));
    backend.backward(loss);
    int right = batch.right(backend.values(scores));
    return new Outcome(backend.values(loss)[0], right, Double.NaN);
  }

  /** What has changed, to be given away: the running mean of the weights where there is one. */
  Map<String, HostTensor> weights() {
    Map<String, HostTensor> changed = changed();
    mean.replaceIn(changed);
    return changed;
  }

  /** Everything that the next step depends on. */
  Map<String, HostTensor> state() {
    Map<String, HostTensor> state = new LinkedHashMap<>();
    changed().forEach((name, tensor) -> state.put(key(name), tensor));
    descent.save(state);
    mean.save(state);
    return state;
  }

  /** Goes on from a {@link #state}. */
  void restore(Map<String, HostTensor> state) {
    Map<String, HostTensor> weights = new LinkedHashMap<>();
    for (String name : changed().keySet()) {
      HostTensor saved = state.get(key(name));
      if (saved == null) {
        throw new IllegalStateException("what was saved is of another network: no " + name);
      }
      weights.put(name, saved);
    }
    interpreter.weights().restore(weights);
    descent.restore(state);
    mean.restore(state);
  }

  /** The parameters that are not frozen, and the statistics. */
  private Map<String, HostTensor> changed() {
    Weights<T> weights = interpreter.weights();
    Map<String, HostTensor> changed = weights.snapshot();
    changed.keySet().removeIf(name -> isFrozen(weights, name));
    return changed;
  }

  private static boolean isFrozen(Weights<?> weights, String name) {
    return weights.parameters().containsKey(name) && weights.lastNode(name) < weights.frozen();
  }

  private static String key(String name) {
    return "weight " + name;
  }

  @Override
  public void close() {
    mean.close();
    descent.close();
    interpreter.close();
  }
}
