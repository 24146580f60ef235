package io.saccade.processor.tuning;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.image.Preprocessor;
import io.saccade.processor.serving.ModelFailedException;
import io.saccade.processor.serving.ModelLoader;
import java.time.Duration;

/**
 * Finds out by measuring how a bundle runs best on this machine: how many lanes, with how many
 * threads each, how large a batch, and how many threads that only decode. What is measured is the
 * engine's own work on a backlog without end: as many threads decode images, write them into
 * batches and run these. Not thread-safe, and it wants the machine for itself.
 */
public final class Tuner {

  private final ModelLoader loader;
  private final DecodeBudget budget;
  private final NativeHandles handles;

  /**
   * A tuner.
   *
   * @param budget of the images that are decoded at a time
   */
  public Tuner(ModelLoader loader, DecodeBudget budget, NativeHandles handles) {
    this.loader = loader;
    this.budget = budget;
    this.handles = handles;
  }

  /**
   * Looks for the best point, until it is clear or the time is spent. The time runs from when the
   * images are there and the decoder is loaded; whatever it is, there is one look at the default.
   *
   * @throws BundleRefusedException if the model cannot be loaded
   * @throws InterruptedException if the thread was interrupted; nothing is left open
   */
  public TuningReport tune(Bundle bundle, TuningOrder order, Duration time)
      throws BundleRefusedException, InterruptedException {
    SearchSpace space = SearchSpace.of(bundle, order);
    try (Stage stage = stage(bundle, space)) {
      return new Search(space, stage, new Deadline(System::nanoTime, time)).run();
    }
  }

  /**
   * Measures every point there is, which takes minutes, and holds a chosen one against the best.
   *
   * @param rounds how often everything is measured
   * @throws ModelFailedException if the model fails at one of them
   */
  public GridReport compare(Bundle bundle, TuningOrder order, TuningPoint chosen, int rounds)
      throws BundleRefusedException, ModelFailedException, InterruptedException {
    SearchSpace space = SearchSpace.of(bundle, order);
    try (Stage stage = stage(bundle, space)) {
      return new Grid(space, stage).compare(chosen, rounds);
    }
  }

  private Stage stage(Bundle bundle, SearchSpace space) {
    // The images are its own, whatever is accepted of others.
    Preprocessor preprocessor =
        new Preprocessor(
            bundle.manifest().input().preprocessing(),
            new ImageGate(ImageLimits.defaults()),
            budget,
            handles);
    return new Stage(loader, bundle, Props.of(bundle, preprocessor), space);
  }
}
