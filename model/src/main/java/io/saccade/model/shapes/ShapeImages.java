package io.saccade.model.shapes;

import io.saccade.model.image.ImageFormat;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws labelled images: one shape of one colour, of any place, size and turn, on a grey gradient
 * under noise. On one Java, equal seeds and numbers give equal images, so what was sent can be
 * drawn again to be compared. Thread-safe.
 */
public final class ShapeImages {

  private static final int NOISE = 24;
  private static final List<ShapeColor> COLORS = List.of(ShapeColor.values());
  private static final List<Outline> OUTLINES = List.of(Outline.values());

  private final long seed;
  private final int width;
  private final int height;
  private final ImageFormat format;

  /**
   * A series of images.
   *
   * @param seed tells series apart
   * @param width pixels, at least 16
   * @param height pixels, at least 16
   * @param format JPEG or PNG
   */
  public ShapeImages(long seed, int width, int height, ImageFormat format) {
    if (width < 16 || height < 16) {
      throw new IllegalArgumentException(
          "width and height must be at least 16, but were %d and %d".formatted(width, height));
    }
    if (format != ImageFormat.JPEG && format != ImageFormat.PNG) {
      throw new IllegalArgumentException("format must be JPEG or PNG, but was " + format);
    }
    this.seed = seed;
    this.width = width;
    this.height = height;
    this.format = format;
  }

  /** The image of this number, whichever were drawn before. */
  public ShapeImage draw(long number) {
    // The multiplier of splitmix64 spreads neighbouring numbers over all seeds.
    Random random = new Random(seed ^ (number * 0x9E3779B97F4A7C15L));
    ShapeColor color = anyOf(COLORS, random);
    Outline outline = anyOf(OUTLINES, random);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    paintBackground(graphics, random);
    paintShape(graphics, outline, color, random);
    graphics.dispose();
    addNoise(image, random);
    return new ShapeImage(color, outline.name().toLowerCase(Locale.ROOT), encode(image));
  }

  /** The images of numbers 0, 1, 2 … without end. */
  public Stream<ShapeImage> stream() {
    return Stream.iterate(0L, number -> number + 1).map(this::draw);
  }

  private static <T> T anyOf(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }

  private void paintBackground(Graphics2D graphics, Random random) {
    int from = random.nextInt(256);
    int to = random.nextInt(256);
    graphics.setPaint(
        new GradientPaint(
            random.nextInt(width),
            0,
            new Color(from, from, from),
            random.nextInt(width),
            height,
            new Color(to, to, to)));
    graphics.fillRect(0, 0, width, height);
  }

  // The centre stays in the middle third and the radius above an eighth of the image, so that a
  // model which looks at the centre of the image sees enough of the shape.
  private void paintShape(Graphics2D graphics, Outline outline, ShapeColor color, Random random) {
    int side = Math.min(width, height);
    double x = width / 2.0 + side * (random.nextDouble() - 0.5) / 3;
    double y = height / 2.0 + side * (random.nextDouble() - 0.5) / 3;
    double radius = side * (0.16 + 0.2 * random.nextDouble());
    int dark = random.nextInt(60);
    int bright = dark + 120 + random.nextInt(255 - 60 - 120);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setPaint(color.mixed(bright, dark));
    graphics.fill(outline.around(x, y, radius, 2 * Math.PI * random.nextDouble()));
  }

  private static void addNoise(BufferedImage image, Random random) {
    byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    byte[] noise = new byte[samples.length];
    random.nextBytes(noise);
    for (int i = 0; i < samples.length; i++) {
      int noisy = Byte.toUnsignedInt(samples[i]) + noise[i] * NOISE / 128;
      samples[i] = (byte) Math.max(0, Math.min(255, noisy));
    }
  }

  private byte[] encode(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Without a stream of its own ImageIO would go through a temporary file.
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, format.name().toLowerCase(Locale.ROOT), out)) {
        throw new IllegalStateException("every Java platform writes " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}
