package io.saccade.processor.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.shapes.ColorModel;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Model;
import io.saccade.processor.serving.ModelLoader;
import io.saccade.processor.serving.Placement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real thing: a small model, decoded images, ONNX Runtime. */
final class TunerTest {

  private static final Duration BUDGET = Duration.ofSeconds(3);
  private static final TuningOrder ORDER =
      new TuningOrder(Placement.cpu(""), 2, Duration.ofSeconds(1), 64L << 20);

  private final NativeHandles handles = new NativeHandles();
  private final Bundle bundle = ColorModel.bundle("1");

  private Tuner tuner(ModelLoader loader) {
    return new Tuner(loader, new DecodeBudget(64L << 20), handles);
  }

  @AfterEach
  void leavesNothingOpen() {
    assertThat(handles.open()).isZero();
  }

  @Test
  void measuresAndChoosesAPlan() throws Exception {
    TuningReport report = tuner(new OnnxRuntime(handles)).tune(bundle, ORDER, BUDGET);
    assertThat(report.isMeasured()).isTrue();
    assertThat(report.chosenLine().latencyNanos()).isPositive();
    assertThat(report.plan().lanes()).isEqualTo(report.chosen().lanes());
    assertThat(report.plan().buckets().largest()).isEqualTo(report.chosen().batch());
    assertThat(report.plan().latencyTarget()).isEqualTo(ORDER.latencyTarget());
  }

  @Test
  void holdsAChoiceAgainstTheWholeGrid() throws Exception {
    TuningOrder oneCore = new TuningOrder(Placement.cpu(""), 1, Duration.ZERO, 64L << 20);
    TuningPoint chosen = new TuningPoint(1, 1, 0, 16);
    GridReport report = tuner(new OnnxRuntime(handles)).compare(bundle, oneCore, chosen, 1);
    assertThat(report.grid()).hasSize(5);
    assertThat(report.best()).anyMatch(line -> line.point().equals(chosen));
    assertThat(report.share()).isBetween(0.1, 1.0);
  }

  @Test
  void refusesABundleThatCannotBeLoaded() {
    ModelLoader refusing =
        new ModelLoader() {
          @Override
          public Model load(Bundle any, LanePlan plan) throws BundleRefusedException {
            throw new BundleRefusedException(RefusalCode.MODEL_FORMAT, "no");
          }
        };
    assertThatThrownBy(() -> tuner(refusing).tune(bundle, ORDER, BUDGET))
        .isInstanceOf(BundleRefusedException.class);
  }

  @Test
  void endsWhenItsThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> tuner(new OnnxRuntime(handles)).tune(bundle, ORDER, BUDGET))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
