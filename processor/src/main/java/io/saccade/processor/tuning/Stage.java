package io.saccade.processor.tuning;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Model;
import io.saccade.processor.serving.ModelFailedException;
import io.saccade.processor.serving.ModelLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where points are rehearsed. Keeps the models that were asked for last, one for each number of
 * lanes and threads, because loading takes its time and weights take memory. Not thread-safe.
 */
final class Stage implements Trials, AutoCloseable {

  /** Of weights, in all sets that are there at a time; one is there whatever it weighs. */
  private static final long CPU_BYTES = 256L << 20;

  private static final long CUDA_BYTES = 2L << 30;
  private static final int MOST_BUCKETS = 4;

  private final ModelLoader loader;
  private final Bundle bundle;
  private final Props props;
  private final SearchSpace space;
  private final Map<TuningPoint, Set> sets = new LinkedHashMap<>(16, 0.75f, true);

  private record Set(Model model, List<BatchTensors> batches) {

    void close() {
      batches.forEach(BatchTensors::close);
      model.close();
    }
  }

  Stage(ModelLoader loader, Bundle bundle, Props props, SearchSpace space) {
    this.loader = loader;
    this.bundle = bundle;
    this.props = props;
    this.space = space;
  }

  @Override
  public Slice run(TuningPoint point, Duration atLeast, Duration atMost)
      throws BundleRefusedException, ModelFailedException, InterruptedException {
    return new Rehearsal(props, point, set(point).batches(), atLeast, atMost).run();
  }

  @Override
  public void close() {
    sets.values().forEach(Set::close);
    sets.clear();
  }

  private Set set(TuningPoint point) throws BundleRefusedException, ModelFailedException {
    // On a CPU the session of the largest batch runs smaller ones as they are; on a GPU it pads.
    int batch = onCpu() ? space.largestBatch(point) : point.batch();
    TuningPoint loaded = new TuningPoint(point.lanes(), point.threads(), 0, batch);
    Set set = sets.get(loaded);
    if (set == null) {
      makeRoom();
      set = load(space.plan(point.withBatch(batch)));
      sets.put(loaded, set);
    }
    return set;
  }

  private boolean onCpu() {
    return space.order().placement().onCpu();
  }

  private void makeRoom() {
    // On a GPU each bucket has a copy of the weights.
    long bytes = bundle.model().length * (onCpu() ? 1L : MOST_BUCKETS);
    Iterator<Set> eldest = sets.values().iterator();
    while (eldest.hasNext() && (sets.size() + 1) * bytes > (onCpu() ? CPU_BYTES : CUDA_BYTES)) {
      eldest.next().close();
      eldest.remove();
    }
  }

  private Set load(LanePlan plan) throws BundleRefusedException, ModelFailedException {
    Model model = loader.load(bundle, plan);
    List<BatchTensors> batches = new ArrayList<>();
    try {
      while (batches.size() < plan.batchesInUse()) {
        batches.add(model.newBatch());
      }
      if (!onCpu()) {
        warmUp(model, batches.get(0));
      }
      return new Set(model, batches);
    } catch (ModelFailedException | RuntimeException e) {
      new Set(model, batches).close();
      throw e;
    }
  }

  /** On a GPU the first run at a size searches for an algorithm, in each lane of its own. */
  private static void warmUp(Model model, BatchTensors tensors) throws ModelFailedException {
    for (int lane = 0; lane < model.ownLanes(); lane++) {
      for (int size : model.plan().buckets().sizes()) {
        tensors.run(lane, 0, size);
      }
    }
  }
}
