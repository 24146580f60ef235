package io.saccade.processor.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.Golden;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeImages;
import io.saccade.processor.onnx.OnnxRuntime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ModelGateTest {

  private final NativeHandles handles = new NativeHandles();
  private final ModelGate gate =
      new ModelGate(
          new OnnxRuntime(handles),
          new ImageGate(ImageLimits.defaults()),
          new DecodeBudget(64L << 20),
          handles);
  private final byte[] image = new ShapeImages(1, 80, 80, ImageFormat.PNG).draw(0).encoded();

  @AfterEach
  void leavesNothingOpen() {
    assertThat(handles.open()).isZero();
  }

  /** What the gate itself records of the image. */
  private Golden golden() throws Exception {
    return gate.golden(ColorModel.bundle("1"), List.of(new ModelGate.Sample("one", image))).get(0);
  }

  private RefusalCode refusal(Golden golden) throws Exception {
    Bundle bundle = ColorModel.bundle("1").withGolden(List.of(golden));
    return catchThrowableOfType(
            BundleRefusedException.class, () -> gate.admit(bundle, LanePlan.cpu(1, 4), 2))
        .code();
  }

  @Test
  void admitsABundleThatReproducesItsGoldenImages() throws Exception {
    Bundle bundle = ColorModel.bundle("1").withGolden(List.of(golden()));
    ModelGate.Admission admission = gate.admit(bundle, LanePlan.cpu(1, 4), 2);
    try (LoadedModel model = admission.model()) {
      assertThat(admission.report().steps())
          .extracting(GateReport.Step::name)
          .containsExactly("load", "golden", "warm-up");
      assertThat(admission.report().steps().get(2).detail())
          .matches("finite, batches of 1 in [0-9.]+ ms, 2 in .* ms, 3 in .* ms, 4 in .* ms");
      assertThat(model.version().sha256()).isEqualTo(bundle.sha256());
      assertThat(model.buckets().largest()).isEqualTo(4);
    }
  }

  @Test
  void refusesAVersionThatTakesLongerThanARecordMay() throws Exception {
    ModelGate strict =
        new ModelGate(
            new OnnxRuntime(handles),
            new ImageGate(ImageLimits.defaults()),
            new DecodeBudget(64L << 20),
            handles,
            Duration.ofNanos(1));
    BundleRefusedException refused =
        catchThrowableOfType(
            BundleRefusedException.class,
            () -> strict.admit(ColorModel.bundle("1"), LanePlan.cpu(1, 4), 2));
    assertThat(refused.code()).isEqualTo(RefusalCode.MODEL_LATENCY);
    assertThat(refused).hasMessageContaining("a batch of 1 takes").hasMessageContaining("deadline");
  }

  @Test
  void refusesABundleWhosePreprocessingDiffersHere() throws Exception {
    Golden golden = golden();
    Golden other = new Golden("one", image, "0".repeat(64), golden.probabilities());
    assertThat(refusal(other)).isEqualTo(RefusalCode.MODEL_GOLDEN);
  }

  @Test
  void refusesABundleWhoseProbabilitiesDifferHere() throws Exception {
    Golden golden = golden();
    float[] changed = golden.probabilities();
    changed[0] = 1 - changed[0];
    Golden other = new Golden("one", image, golden.tensorSha256(), changed);
    assertThat(refusal(other)).isEqualTo(RefusalCode.MODEL_GOLDEN);
  }

  @Test
  void refusesABundleWhoseGoldenImageCannotBeDecoded() throws Exception {
    Golden golden = golden();
    Golden other = new Golden("one", new byte[9], golden.tensorSha256(), golden.probabilities());
    assertThat(refusal(other)).isEqualTo(RefusalCode.MODEL_GOLDEN);
  }
}
