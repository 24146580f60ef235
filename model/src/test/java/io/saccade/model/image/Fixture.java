package io.saccade.model.image;

import io.saccade.model.ErrorCode;
import io.saccade.model.NativeHandles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;

/** A preprocessor with all that it needs, and short ways to ask it. */
final class Fixture {

  static final ImageLimits ALL_FORMATS =
      ImageLimits.defaults().withFormats(EnumSet.allOf(ImageFormat.class));

  final NativeHandles handles = new NativeHandles();
  final DecodeBudget budget = new DecodeBudget(1L << 30);
  final ImageGate gate;
  final Preprocessor preprocessor;

  Fixture(Preprocessing preprocessing) {
    this(preprocessing, ALL_FORMATS);
  }

  Fixture(Preprocessing preprocessing, ImageLimits limits) {
    gate = new ImageGate(limits);
    preprocessor = new Preprocessor(preprocessing, gate, budget, handles);
  }

  /** Pixels as they are, three bytes each, of a square cut. */
  static Preprocessing pixels(int shorter, int size) {
    return pixels(shorter, size, ColorOrder.RGB, ResizeFilter.BILINEAR_ANTIALIAS);
  }

  static Preprocessing pixels(int shorter, int size, ColorOrder color, ResizeFilter filter) {
    return new Preprocessing(
        size,
        size,
        shorter,
        color,
        TensorLayout.NHWC,
        ElementType.UINT8,
        filter,
        1f,
        Collections.nCopies(color.channels(), 0f),
        Collections.nCopies(color.channels(), 1f),
        new Rgb(10, 200, 90));
  }

  /** The tensor's bytes. */
  byte[] tensor(byte[] encoded) throws ImageRefusedException {
    ByteBuffer target = ByteBuffer.allocateDirect(preprocessor.preprocessing().tensorBytes());
    target.order(ByteOrder.nativeOrder());
    try (DecodedImage image = preprocessor.decode(ByteBuffer.wrap(encoded))) {
      preprocessor.write(image, target);
    }
    byte[] bytes = new byte[target.position()];
    target.get(0, bytes);
    return bytes;
  }

  /** The code that the whole way refuses the image with, if it does. */
  Optional<ErrorCode> refusal(byte[] encoded) {
    try {
      tensor(encoded);
      return Optional.empty();
    } catch (ImageRefusedException e) {
      return Optional.of(e.code());
    }
  }

  /** The code that the gate alone refuses the image with, if it does. */
  Optional<ErrorCode> refusalOfGate(byte[] encoded) {
    try {
      gate.check(ByteBuffer.wrap(encoded));
      return Optional.empty();
    } catch (ImageRefusedException e) {
      return Optional.of(e.code());
    }
  }

  /** The share of values that differ by more than so many levels. */
  static double differing(byte[] first, byte[] second, int levels) {
    int differing = 0;
    for (int i = 0; i < first.length; i++) {
      if (Math.abs((first[i] & 0xFF) - (second[i] & 0xFF)) > levels) {
        differing++;
      }
    }
    return differing / (double) first.length;
  }

  /** The mean difference in levels. */
  static double distance(byte[] first, byte[] second) {
    long sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += Math.abs((first[i] & 0xFF) - (second[i] & 0xFF));
    }
    return sum / (double) first.length;
  }
}
