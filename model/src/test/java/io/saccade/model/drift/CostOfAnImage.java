package io.saccade.model.drift;

import io.saccade.model.NativeHandles;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.image.Preprocessor;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Measures what drift adds to an image on one core: the properties of photographs, observing one
 * image, adding it to a window; and a draw of calibration. The median of several rounds counts.
 * From the module's folder:
 *
 * <pre>{@code
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * taskset -c 0 java -cp target/classes:target/test-classes:$(cat target/classpath) \
 *   io.saccade.model.drift.CostOfAnImage ../../shared/data/images/imagenet-300
 * }</pre>
 */
final class CostOfAnImage {

  private static final int ROUNDS = 15;

  private CostOfAnImage() {}

  public static void main(String... folder) throws Exception {
    properties(Path.of(folder[0]));
    observing(10, 64);
    observing(10, 1280);
    observing(1000, 1280);
    observing(1000, 2048);
  }

  private static void properties(Path folder) throws Exception {
    Preprocessor preprocessor =
        new Preprocessor(
            Preprocessing.torchvision(224),
            new ImageGate(ImageLimits.defaults()),
            new DecodeBudget(1L << 30),
            new NativeHandles());
    List<DecodedImage> images = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(name -> !name.toString().endsWith(".csv")).sorted().limit(100).toList()) {
        images.add(preprocessor.decode(ByteBuffer.wrap(Files.readAllBytes(file))));
      }
    }
    // One image several times in a row, for an image that was just decoded is in the caches too.
    report("properties", 20 * images.size(), i -> images.get(i / 20).properties());
    images.forEach(DecodedImage::close);
  }

  private static void observing(int classes, int width) {
    Blobs blobs = new Blobs(classes, width, 1);
    List<Blobs.Seen> images = blobs.any(2000);
    ProfileBuilder.Built built = Blobs.reference(images);
    Observer observer = built.profile().observer();
    String of = " of %d classes, %d features".formatted(classes, width);
    report("observe" + of, 4000, i -> images.get(i % 2000).by(observer));
    WindowSums sums = new WindowSums(built.profile().layout());
    report("add" + of, 20_000, i -> sums.add(built.rows().row(i % 2000)));
    SplittableRandom random = new SplittableRandom(1);
    report("draw 1000" + of, 50, i -> built.rows().draw(1000, random));
    System.out.printf(
        "bytes of a window: %d, of the reference without null tables: %d%n",
        sums.toBytes().length, new ReferenceFile(built.profile(), new byte[0]).toBytes().length);
  }

  private interface Work {
    void on(int i);
  }

  private static void report(String what, int times, Work work) {
    double[] micros = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long from = System.nanoTime();
      for (int i = 0; i < times; i++) {
        work.on(i);
      }
      micros[round] = (System.nanoTime() - from) / 1e3 / times;
    }
    Arrays.sort(micros);
    System.out.printf("%s: median %.2f us, best %.2f us%n", what, micros[ROUNDS / 2], micros[0]);
  }
}
