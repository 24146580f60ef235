package io.saccade.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleDraft;
import io.saccade.model.bundle.PreprocessPreset;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeColor;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class OutputDifferenceTest {

  private final LocalModels models = new LocalModels();

  @Test
  void isNoneBetweenAModelAndItself() throws Exception {
    Bundle colors = colors(PreprocessPreset.TENSORFLOW);

    OutputDifference difference = OutputDifference.between(colors, colors, models);

    assertThat(difference).isEqualTo(new OutputDifference(4, 0, true));
    assertThat(difference.requireNegligible()).isSameAs(difference);
  }

  @Test
  void isSeenWhereTheNormalisationIsAnother() throws Exception {
    Bundle rewritten = colors(PreprocessPreset.NONE).withEmbeddedNormalisation();

    OutputDifference difference =
        OutputDifference.between(colors(PreprocessPreset.TENSORFLOW), rewritten, models);

    assertThat(difference.bitEqual()).isFalse();
    assertThatThrownBy(difference::requireNegligible)
        .isInstanceOf(BundleRefusedException.class)
        .hasMessageContainingAll("differ by up to", "without --embed-preprocessing");
  }

  @Test
  void mayBeAsSmallAsRounding() throws Exception {
    OutputDifference rounding = new OutputDifference(4, 3e-8, false);

    assertThat(rounding.requireNegligible().describe()).contains("within 3.0e-08", "4 images");
    for (double tooMuch : new double[] {1.1e-6, Double.NaN}) {
      assertThatThrownBy(() -> new OutputDifference(4, tooMuch, false).requireNegligible())
          .isInstanceOf(BundleRefusedException.class);
    }
  }

  private static Bundle colors(PreprocessPreset preset) throws Exception {
    byte[] labels = String.join("\n", ShapeColor.labels()).getBytes(StandardCharsets.UTF_8);
    BundleDraft.Order order = BundleDraft.Order.of("colors", "1", preset);
    return BundleDraft.of(order, ColorModel.onnx(), labels).bundle();
  }
}
