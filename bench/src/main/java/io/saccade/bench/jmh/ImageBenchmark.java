package io.saccade.bench.jmh;

import io.saccade.bench.pipeline.Images;
import io.saccade.model.NativeHandles;
import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ElementType;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageHeader;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.image.Preprocessor;
import io.saccade.model.image.ResizeFilter;
import io.saccade.model.image.Rgb;
import io.saccade.model.image.TensorLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From a JPEG of 110 kB to the tensor of a 224 x 224 model, step by step. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ImageBenchmark {

  private static final int BYTES = 110_000;
  private static final int SIZE = 224;
  private static final int SHORTER = 256;

  private final ImageGate gate = new ImageGate(ImageLimits.defaults());
  private final Preprocessor planar = preprocessor(Preprocessing.torchvision(SIZE));
  private final Preprocessor bytes = preprocessor(uint8());
  private final ByteBuffer tensor =
      ByteBuffer.allocateDirect(planar.preprocessing().tensorBytes())
          .order(ByteOrder.nativeOrder());
  private final ByteBuffer jpeg = ByteBuffer.wrap(Images.ofAbout(BYTES, 1).get(0));
  private final DecodedImage forPlanar = decoded(planar, jpeg);
  private final DecodedImage forBytes = decoded(bytes, jpeg);

  private Preprocessor preprocessor(Preprocessing preprocessing) {
    return new Preprocessor(
        preprocessing, gate, new DecodeBudget(Long.MAX_VALUE), new NativeHandles());
  }

  private static Preprocessing uint8() {
    return new Preprocessing(
        SIZE,
        SIZE,
        SHORTER,
        ColorOrder.RGB,
        TensorLayout.NHWC,
        ElementType.UINT8,
        ResizeFilter.BILINEAR_ANTIALIAS,
        1f,
        List.of(0f, 0f, 0f),
        List.of(1f, 1f, 1f),
        Rgb.BLACK);
  }

  private static DecodedImage decoded(Preprocessor preprocessor, ByteBuffer jpeg) {
    try {
      return preprocessor.decode(jpeg);
    } catch (ImageRefusedException e) {
      throw new IllegalStateException("a drawn image is sound", e);
    }
  }

  @TearDown
  public void free() {
    forPlanar.close();
    forBytes.close();
  }

  @Benchmark
  public ImageHeader gate() throws ImageRefusedException {
    return gate.check(jpeg);
  }

  @Benchmark
  public int gateAndDecode() throws ImageRefusedException {
    try (DecodedImage image = planar.decode(jpeg)) {
      return image.width();
    }
  }

  @Benchmark
  public ByteBuffer writeFloatNchw() {
    planar.write(forPlanar, tensor.clear());
    return tensor;
  }

  @Benchmark
  public ByteBuffer writeUint8Nhwc() {
    bytes.write(forBytes, tensor.clear());
    return tensor;
  }
}
