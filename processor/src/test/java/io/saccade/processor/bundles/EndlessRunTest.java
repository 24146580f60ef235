package io.saccade.processor.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.NativeHandles;
import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.ModelGate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that stays in one operator cannot be ended; the gate must not wait for it all the same. */
@Timeout(300)
final class EndlessRunTest {

  /** Long enough to outlast the gate's patience of three seconds. */
  private static final int PIXELS = 280;

  @TempDir private Path folder;

  @Test
  void leavesARunToItselfThatDoesNotEndAndFreesItWhenItDoes() throws Exception {
    NativeHandles handles = new NativeHandles();
    Bundle bundle =
        Bundle.read(
            new SpoiltBundle(folder.resolve("bundle")).model(GreedyModels.pooling(PIXELS)).path());
    ModelGate gate =
        new ModelGate(
            new OnnxRuntime(handles),
            new ImageGate(ImageLimits.defaults()),
            new DecodeBudget(64L << 20),
            handles,
            Duration.ofMillis(1));

    Refusals.of(() -> gate.admit(bundle, LanePlan.single(), 1))
        .hasCode(RefusalCode.MODEL_LATENCY)
        .saying("left to itself");

    List<Thread> running = threads("saccade-gate");
    assertThat(running).hasSize(1);
    assertThat(handles.open()).isPositive();
    running.get(0).join();
    // The last batch that comes back has the version closed on a thread of its own.
    for (Thread closing : threads("saccade-closing")) {
      closing.join();
    }
    assertThat(handles.open()).isZero();
  }

  private static List<Thread> threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .toList();
  }
}
