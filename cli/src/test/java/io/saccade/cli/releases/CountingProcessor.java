package io.saccade.cli.releases;

import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.processor.SaccadeProcessor;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.release.ReleaseStatus;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ModelGate;
import io.saccade.processor.settings.ProcessorSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The processor as a program that says, after each release, how many native resources are open. As
 * the control it opens each version once more, and forgets it.
 */
final class CountingProcessor {

  private static final String FORGETTING = "forgetting";
  private static final long PACE_MILLIS = 20;

  private final SaccadeProcessor processor;
  private final boolean forgets;
  private final NativeHandles forgotten = new NativeHandles();
  private final List<LoadedModel> kept = new ArrayList<>();
  private long said = Long.MIN_VALUE;
  private long before = -1;

  private CountingProcessor(SaccadeProcessor processor, boolean forgets) {
    this.processor = processor;
    this.forgets = forgets;
  }

  /** Runs until it is killed; the arguments are the file of settings and the mode. */
  public static void main(String[] args) throws Exception {
    ProcessorSettings settings = ProcessorSettings.load(Path.of(args[0]), Map.of(), Map.of());
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try (SaccadeProcessor processor = SaccadeProcessor.start(settings)) {
      CountingProcessor counting = new CountingProcessor(processor, args[1].equals(FORGETTING));
      var unused =
          clock.scheduleWithFixedDelay(counting::look, 0, PACE_MILLIS, TimeUnit.MILLISECONDS);
      processor.awaitStopped().ifPresent(thrown -> System.out.println("stopped " + thrown));
    } finally {
      clock.shutdownNow();
    }
  }

  /** Says what is open when a release has settled, and what it replaced is closed. */
  private void look() {
    try {
      ReleaseStatus status = processor.releases();
      long offset = status.release().id().offset();
      if (!status.isSettled() || offset == said) {
        return;
      }
      long open = processor.stats().openHandles();
      if (open != before) {
        before = open;
        return;
      }
      said = offset;
      if (forgets) {
        forget(Bundle.read(Path.of(status.release().required().get(0).uri())));
      }
      System.out.printf(
          "sample release=%d sessions=%d handles=%d%n",
          offset,
          processor.stats().openSessions() + forgotten.open(NativeHandles.Kind.SESSION),
          open + forgotten.open());
    } catch (Exception | Error e) {
      System.out.println("sample failed " + e);
      throw new IllegalStateException(e);
    }
  }

  private void forget(Bundle bundle) throws Exception {
    ModelGate gate =
        new ModelGate(
            new OnnxRuntime(forgotten),
            new ImageGate(ImageLimits.defaults()),
            new DecodeBudget(64L << 20),
            forgotten);
    LanePlan plan = LanePlan.cpu(2, 16);
    kept.add(gate.admit(bundle, plan, plan.batchesInUse()).model());
  }
}
