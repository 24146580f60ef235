package io.saccade.bench.pipeline;

import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.ElementType;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.image.TensorLayout;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What an application does that has only the JDK: ImageIO decodes, Java 2D resizes. Not for
 * predictions that must agree with a model's training: its filter is not the bundle's.
 */
public final class JavaPreprocessing {

  private final Preprocessing preprocessing;

  /** For tensors as this describes them. */
  public JavaPreprocessing(Preprocessing preprocessing) {
    this.preprocessing = preprocessing;
  }

  /** Writes the image's tensor; says whether the JDK can decode it. */
  public boolean write(ByteBuffer encoded, ByteBuffer tensor) {
    BufferedImage decoded = decode(encoded);
    if (decoded == null) {
      return false;
    }
    int width = preprocessing.width();
    int height = preprocessing.height();
    int[] pixels = resize(decoded).getRGB(0, 0, width, height, null, 0, width);
    boolean planar = preprocessing.layout() == TensorLayout.NCHW;
    int channels = preprocessing.channels();
    for (int i = 0; i < channels * pixels.length; i++) {
      int channel = planar ? i / pixels.length : i % channels;
      int pixel = pixels[planar ? i % pixels.length : i / channels];
      put(tensor, channel, value(pixel, channel));
    }
    return true;
  }

  private static @Nullable BufferedImage decode(ByteBuffer encoded) {
    byte[] bytes = new byte[encoded.remaining()];
    encoded.duplicate().get(bytes);
    try {
      return ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      return null;
    }
  }

  /** The shorter side to its size, then the centre, in one step of drawing. */
  private BufferedImage resize(BufferedImage image) {
    int width = preprocessing.width();
    int height = preprocessing.height();
    double scale =
        (double) preprocessing.resizeShorterTo() / Math.min(image.getWidth(), image.getHeight());
    AffineTransform transform = new AffineTransform();
    transform.translate(
        (width - image.getWidth() * scale) / 2, (height - image.getHeight() * scale) / 2);
    transform.scale(scale, scale);
    BufferedImage resized = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = resized.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawRenderedImage(image, transform);
    graphics.dispose();
    return resized;
  }

  private int value(int pixel, int channel) {
    int red = pixel >> 16 & 0xFF;
    int green = pixel >> 8 & 0xFF;
    int blue = pixel & 0xFF;
    if (preprocessing.color() == ColorOrder.GRAY) {
      return (red * 299 + green * 587 + blue * 114) / 1000;
    }
    boolean reversed = preprocessing.color() == ColorOrder.BGR;
    return switch (channel) {
      case 0 -> reversed ? blue : red;
      case 1 -> green;
      default -> reversed ? red : blue;
    };
  }

  private void put(ByteBuffer tensor, int channel, int value) {
    if (preprocessing.type() == ElementType.UINT8) {
      tensor.put((byte) value);
    } else {
      float mean = preprocessing.mean().get(channel);
      tensor.putFloat((value * preprocessing.scale() - mean) / preprocessing.std().get(channel));
    }
  }
}
