package io.saccade.model.image;

import io.saccade.model.NativeHandles;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Measures the way from bytes to tensor against ImageIO at the same work, on one core: decode,
 * shorter side to 256, centre of 224 x 224, normalise into a direct buffer. The JDK resizes in two
 * ways: the mean of the pixels that a target pixel covers, which is antialiased as ours is, and
 * bilinear, which is not and leaves most pixels out. All take turns, and the best of several rounds
 * counts, in wall-clock time, for collecting ImageIO's garbage is a part of its work. From the
 * module's folder:
 *
 * <pre>{@code
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * taskset -c 0 java -cp target/classes:target/test-classes:$(cat target/classpath) \
 *   io.saccade.model.image.RateAgainstImageIo ../../shared/data/images/imagenet-300
 * }</pre>
 */
final class RateAgainstImageIo {

  private static final int ROUNDS = 8;
  private static final int SIZE = 224;
  private static final int SHORTER = 256;

  private final Preprocessing preprocessing = Preprocessing.torchvision(SIZE);
  private final Preprocessor preprocessor =
      new Preprocessor(
          preprocessing,
          new ImageGate(ImageLimits.defaults()),
          new DecodeBudget(1L << 30),
          new NativeHandles());
  private final ByteBuffer tensor =
      ByteBuffer.allocateDirect(preprocessing.tensorBytes()).order(ByteOrder.nativeOrder());

  private interface Work {
    void on(byte[] encoded) throws IOException, ImageRefusedException;
  }

  public static void main(String... folder) throws Exception {
    List<byte[]> images = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(folder[0]))) {
      for (Path file : files.filter(name -> !name.toString().endsWith(".csv")).sorted().toList()) {
        images.add(Files.readAllBytes(file));
      }
    }
    RateAgainstImageIo rate = new RateAgainstImageIo();
    double ours = 0;
    double averaging = 0;
    double bilinear = 0;
    for (int round = 0; round < ROUNDS; round++) {
      ours = Math.max(ours, perSecond(images, rate::byPreprocessor));
      averaging = Math.max(averaging, perSecond(images, rate::byImageIoAveraging));
      bilinear = Math.max(bilinear, perSecond(images, rate::byImageIoBilinear));
    }
    System.out.printf(
        "%.0f images/s; ImageIO, averaging: %.0f, ratio %.2f; ImageIO, bilinear: %.0f, ratio"
            + " %.2f%n",
        ours, averaging, ours / averaging, bilinear, ours / bilinear);
  }

  private static double perSecond(List<byte[]> images, Work work)
      throws IOException, ImageRefusedException {
    long start = System.nanoTime();
    for (byte[] image : images) {
      work.on(image);
    }
    return images.size() * 1e9 / (System.nanoTime() - start);
  }

  private void byPreprocessor(byte[] encoded) throws ImageRefusedException {
    try (DecodedImage image = preprocessor.decode(ByteBuffer.wrap(encoded))) {
      preprocessor.write(image, tensor.clear());
    }
  }

  private void byImageIoAveraging(byte[] encoded) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoded));
    int shorter = Math.min(image.getWidth(), image.getHeight());
    int width = SHORTER * image.getWidth() / shorter;
    int height = SHORTER * image.getHeight() / shorter;
    Image scaled = image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
    BufferedImage cut = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = cut.createGraphics();
    pen.drawImage(scaled, (SIZE - width) / 2, (SIZE - height) / 2, null);
    pen.dispose();
    normalize(cut);
  }

  private void byImageIoBilinear(byte[] encoded) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoded));
    int shorter = Math.min(image.getWidth(), image.getHeight());
    int width = SHORTER * image.getWidth() / shorter;
    int height = SHORTER * image.getHeight() / shorter;
    BufferedImage cut = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = cut.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(image, (SIZE - width) / 2, (SIZE - height) / 2, width, height, null);
    pen.dispose();
    normalize(cut);
  }

  private void normalize(BufferedImage cut) {
    int[] pixels = cut.getRGB(0, 0, SIZE, SIZE, null, 0, SIZE);
    for (int c = 0; c < 3; c++) {
      float mean = preprocessing.mean().get(c);
      float std = preprocessing.std().get(c);
      for (int i = 0; i < pixels.length; i++) {
        float value = (pixels[i] >> (16 - 8 * c) & 0xFF) / 255f;
        tensor.putFloat(4 * (c * pixels.length + i), (value - mean) / std);
      }
    }
  }
}
