package io.saccade.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.ElementType;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.image.ResizeFilter;
import io.saccade.model.image.Rgb;
import io.saccade.model.image.TensorLayout;
import io.saccade.model.onnx.PixelArithmetic.Operator;
import io.saccade.model.onnx.PixelArithmetic.Precision;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PixelArithmeticTest {

  @Test
  void needsNoStepForPixelsAsTheyAre() {
    PixelArithmetic arithmetic = agreeing(Preprocessing.none(8, ColorOrder.RGB));

    assertThat(arithmetic.precision()).isEqualTo(Precision.FLOAT32);
    assertThat(arithmetic.steps()).isEmpty();
  }

  @Test
  void staysInFloatsWhereThoseRoundToTheSameBits() {
    PixelArithmetic caffe = agreeing(Preprocessing.caffe(8));

    assertThat(caffe.precision()).isEqualTo(Precision.FLOAT32);
    assertThat(operators(caffe)).containsExactly(Operator.SUB);
    assertThat(agreeing(gray(1 / 255f, 0f, 1f)).precision()).isEqualTo(Precision.FLOAT32);
  }

  @Test
  void goesThroughDoublesWhereFloatsRoundTwice() {
    for (Preprocessing steps : List.of(Preprocessing.torchvision(8), Preprocessing.tensorflow(8))) {
      PixelArithmetic arithmetic = agreeing(steps);

      assertThat(arithmetic.precision()).isEqualTo(Precision.FLOAT64);
      assertThat(operators(arithmetic)).containsExactly(Operator.MUL, Operator.SUB);
    }
  }

  @Test
  void dividesLikePreprocessingWhereLittleIsLeftOfAPixel() {
    // The mean is all but the value of pixel 241: what is left shows the last bits of a product.
    PixelArithmetic arithmetic = agreeing(gray(1 / 255f, 0.9450981f, 0.3f));

    assertThat(arithmetic.precision()).isEqualTo(Precision.FLOAT64);
    assertThat(operators(arithmetic)).containsExactly(Operator.MUL, Operator.SUB, Operator.DIV);
  }

  @Test
  void agreesOnTheSignOfZero() {
    agreeing(gray(-1f, 0f, 1f));
    agreeing(gray(-1f, -0f, 1f));
    agreeing(gray(1f, 0f, -1f));
  }

  @Test
  void agreesOnEveryPixelOfAnyNormalisation() {
    Random random = new Random(11);
    for (int i = 0; i < 2000; i++) {
      float scale = random.nextBoolean() ? 1 / 255f : random.nextFloat() + 0.001f;
      float mean = random.nextFloat() * (random.nextBoolean() ? 1 : 128);
      agreeing(gray(scale, mean, 0.01f + random.nextFloat() * 60));
    }
  }

  private static List<Operator> operators(PixelArithmetic arithmetic) {
    return arithmetic.steps().stream().map(PixelArithmetic.Step::operator).toList();
  }

  /** The arithmetic, which must agree with the preprocessing on every channel of every pixel. */
  private static PixelArithmetic agreeing(Preprocessing preprocessing) {
    PixelArithmetic arithmetic = PixelArithmetic.of(preprocessing);
    for (int channel = 0; channel < preprocessing.channels(); channel++) {
      for (int pixel = 0; pixel < 256; pixel++) {
        float expected = preprocessing.normalised(channel, pixel);
        assertThat(Float.floatToRawIntBits(arithmetic.apply(channel, pixel)))
            .as("%s, channel %d, pixel %d", preprocessing.formula(), channel, pixel)
            .isEqualTo(Float.floatToRawIntBits(expected));
      }
    }
    return arithmetic;
  }

  private static Preprocessing gray(float scale, float mean, float std) {
    return new Preprocessing(
        8,
        8,
        8,
        ColorOrder.GRAY,
        TensorLayout.NCHW,
        ElementType.FLOAT32,
        ResizeFilter.BILINEAR_ANTIALIAS,
        scale,
        List.of(mean),
        List.of(std),
        Rgb.BLACK);
  }
}
