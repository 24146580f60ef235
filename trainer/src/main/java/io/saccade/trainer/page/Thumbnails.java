package io.saccade.trainer.page;

import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.Preprocessing;
import io.saccade.trainer.data.Augmentation;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.TrainingTensors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Small pictures of what a model sees: the same pixels that it is given, before they are
 * normalised. Thread-safe.
 */
public final class Thumbnails {

  /** Up to this side every pixel is kept; JPEG would blur digits of 28 pixels. */
  private static final int TINY = 64;

  private final Preprocessing pixels;
  private final TrainingTensors plain;
  private final TrainingTensors varied;

  /**
   * Pictures for a model.
   *
   * @param preprocessing the model's
   * @param augmentation how training varies images
   * @param seed the training's, so that the pictures are those that it saw
   */
  public Thumbnails(
      Preprocessing preprocessing, Decoding decoding, Augmentation augmentation, long seed) {
    this.pixels = preprocessing.toPixels();
    this.plain = new TrainingTensors(pixels, decoding, Augmentation.none(), seed);
    this.varied = new TrainingTensors(pixels, decoding, augmentation, seed);
  }

  /**
   * The image as the model sees it when it serves.
   *
   * @throws IOException if it cannot be read or decoded any more
   */
  public Picture plain(Sample sample) throws IOException {
    return picture(plain, sample, 0);
  }

  /**
   * The image as training sees it in an epoch.
   *
   * @throws IOException if it cannot be read or decoded any more
   */
  public Picture varied(Sample sample, int epoch) throws IOException {
    return picture(varied, sample, epoch);
  }

  private Picture picture(TrainingTensors tensors, Sample sample, int epoch) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(pixels.tensorBytes()).order(ByteOrder.nativeOrder());
    tensors.write(List.of(sample), epoch, bytes);
    BufferedImage image = image(bytes.flip());
    return Math.max(pixels.width(), pixels.height()) <= TINY
        ? Picture.png(image)
        : Picture.jpeg(image);
  }

  private BufferedImage image(ByteBuffer bytes) {
    BufferedImage image =
        new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < pixels.height(); y++) {
      for (int x = 0; x < pixels.width(); x++) {
        image.setRGB(x, y, color(bytes));
      }
    }
    return image;
  }

  private int color(ByteBuffer bytes) {
    int first = bytes.get() & 0xFF;
    if (pixels.color() == ColorOrder.GRAY) {
      return first << 16 | first << 8 | first;
    }
    int green = bytes.get() & 0xFF;
    int last = bytes.get() & 0xFF;
    return pixels.color() == ColorOrder.BGR
        ? last << 16 | green << 8 | first
        : first << 16 | green << 8 | last;
  }
}
