package io.saccade.processor.tuning;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.processor.serving.BatchTensors;
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
 * Where points are rehearsed: keeps the sessions that were asked for last, one for each number of
 * lanes and threads, because loading takes its time and their weights take memory. Not thread-safe.
 */
final class Stage implements Trials, AutoCloseable {

  /** Of weights, in all sessions that are open at a time; one is open whatever it weighs. */
  private static final long MAX_MODEL_BYTES = 256L << 20;

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
    TuningPoint shape = new TuningPoint(point.lanes(), point.threads(), 0, 1);
    Set set = sets.get(shape);
    if (set == null) {
      makeRoom();
      set = load(point);
      sets.put(shape, set);
    }
    return set;
  }

  private void makeRoom() {
    long bytes = Math.max(1, bundle.model().length);
    Iterator<Set> eldest = sets.values().iterator();
    while (eldest.hasNext() && (sets.size() + 1) * bytes > MAX_MODEL_BYTES) {
      eldest.next().close();
      eldest.remove();
    }
  }

  private Set load(TuningPoint point) throws BundleRefusedException, ModelFailedException {
    Model model = loader.load(bundle, space.plan(point.withBatch(space.largestBatch(point))));
    List<BatchTensors> batches = new ArrayList<>();
    try {
      while (batches.size() < SearchSpace.batchesInUse(point.lanes())) {
        batches.add(model.newBatch());
      }
      // The first run at a size allocates, and on some devices searches for an algorithm.
      for (int size : space.batches(point)) {
        batches.get(0).run(0, 0, size);
      }
      return new Set(model, batches);
    } catch (ModelFailedException | RuntimeException e) {
      new Set(model, batches).close();
      throw e;
    }
  }
}
