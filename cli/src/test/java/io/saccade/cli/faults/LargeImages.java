package io.saccade.cli.faults;

import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ShapeImages;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images of about a mebibyte each. Equal seeds give equal images. */
final class LargeImages {

  private static final int DISTINCT = 12;

  private LargeImages() {}

  /** Noisy ones, photographs and PNGs by turns, which no compression makes smaller. */
  static List<byte[]> noisy(long seed) {
    ShapeImages photographs = new ShapeImages(seed, 1760, 1320, ImageFormat.JPEG);
    ShapeImages pictures = new ShapeImages(seed, 690, 690, ImageFormat.PNG);
    return IntStream.range(0, DISTINCT)
        .parallel()
        .mapToObj(i -> (i % 2 == 0 ? photographs : pictures).draw(i).encoded())
        .toList();
  }

  /** Flat ones, stored as they are: a producer's compression makes next to nothing of them. */
  static List<byte[]> flat() {
    return Stream.of(Color.RED, Color.GREEN, Color.BLUE).map(LargeImages::flat).toList();
  }

  private static byte[] flat(Color color) {
    BufferedImage image = new BufferedImage(590, 590, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam stored = writer.getDefaultWriteParam();
      stored.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      stored.setCompressionQuality(1); // For a lossless format the largest file.
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), stored);
    } catch (IOException e) {
      throw new AssertionError("writing to memory does not fail", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
