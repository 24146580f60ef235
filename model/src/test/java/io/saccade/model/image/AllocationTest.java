package io.saccade.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.saccade.model.SharedData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Counts what an image leaves on the heap on its way from bytes to tensor: a few small objects and
 * no pixels, however large it is.
 */
final class AllocationTest {

  private static final long MOST_BYTES = 2048;

  /** By then working memory has grown as far as these images need. */
  private static final int WARM_UP_IMAGES = 600;

  @Test
  void leavesNoPixelsOnTheHeap() throws Exception {
    List<ByteBuffer> images = new ArrayList<>();
    for (int[] size : new int[][] {{500, 375}, {375, 500}, {800, 600}, {64, 48}, {2000, 90}}) {
      images.add(ByteBuffer.wrap(DrawnImages.jpeg(noise(size[0], size[1]))));
    }

    for (Preprocessing steps : ways()) {
      assertThat(perImage(steps, images)).as(steps.toString()).isLessThanOrEqualTo(MOST_BYTES);
    }
  }

  @Test
  void leavesNoPixelsOfPhotographsOnTheHeap() throws Exception {
    List<ByteBuffer> images = new ArrayList<>();
    for (Path file : SharedData.filesUnder("images/imagenet-300")) {
      if (!file.toString().endsWith(".csv")) {
        images.add(ByteBuffer.wrap(Files.readAllBytes(file)));
      }
    }

    for (Preprocessing steps : ways()) {
      long bytes = perImage(steps, images);
      System.out.printf("%d bytes of heap an image, %s %s%n", bytes, steps.type(), steps.layout());
      assertThat(bytes).as(steps.toString()).isLessThanOrEqualTo(MOST_BYTES);
    }
  }

  private static List<Preprocessing> ways() {
    Preprocessing floats = Preprocessing.torchvision(224);
    return List.of(floats, floats.toPixels());
  }

  /** Bytes allocated for an image, on average over a round of them that comes after others. */
  private static long perImage(Preprocessing steps, List<ByteBuffer> images) throws Exception {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
            && bean.isThreadAllocatedMemoryEnabled(),
        "needs a JVM that counts what a thread allocates");
    ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Preprocessor preprocessor = new Fixture(steps).preprocessor;
    ByteBuffer tensor =
        ByteBuffer.allocateDirect(steps.tensorBytes()).order(ByteOrder.nativeOrder());
    for (int done = 0; done < WARM_UP_IMAGES; done += images.size()) {
      round(preprocessor, images, tensor);
    }
    long before = bean.getThreadAllocatedBytes(Thread.currentThread().getId());
    round(preprocessor, images, tensor);
    long after = bean.getThreadAllocatedBytes(Thread.currentThread().getId());
    return (after - before) / images.size();
  }

  private static void round(Preprocessor preprocessor, List<ByteBuffer> images, ByteBuffer tensor)
      throws ImageRefusedException, IOException {
    for (ByteBuffer encoded : images) {
      try (DecodedImage image = preprocessor.decode(encoded)) {
        preprocessor.write(image, tensor.clear());
      }
    }
  }

  private static BufferedImage noise(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] pixels = new Random(5).ints((long) width * height).toArray();
    image.setRGB(0, 0, width, height, pixels, 0, width);
    return image;
  }
}
