package io.saccade.model.image;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Images that the tests draw themselves, so that they run where there is no shared data. */
final class DrawnImages {

  private DrawnImages() {}

  /** A scene without any symmetry: a gradient, shapes and a corner of noise. */
  static BufferedImage scene(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setPaint(new GradientPaint(0, 0, Color.BLUE, width, height, Color.ORANGE));
    pen.fillRect(0, 0, width, height);
    pen.setPaint(Color.RED);
    pen.fillOval(width / 8, height / 8, width / 3, height / 4);
    pen.setPaint(Color.GREEN);
    pen.fillRect(width / 2, height / 2, width / 3, height / 3);
    pen.dispose();
    Random dice = new Random(7);
    for (int y = 0; y < height / 5; y++) {
      for (int x = width * 3 / 4; x < width; x++) {
        image.setRGB(x, y, dice.nextInt(0x1000000));
      }
    }
    return image;
  }

  static byte[] png(BufferedImage image) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bmp(BufferedImage image) {
    return byImageIo(image, "bmp", ImageWriteParam.MODE_DISABLED);
  }

  static byte[] gif(BufferedImage image) {
    return byImageIo(image, "gif", ImageWriteParam.MODE_DISABLED);
  }

  static byte[] tiff(BufferedImage image) {
    return byImageIo(image, "tiff", ImageWriteParam.MODE_DISABLED);
  }

  static byte[] jpeg(BufferedImage image) {
    return byImageIo(image, "jpeg", ImageWriteParam.MODE_DISABLED);
  }

  static byte[] progressiveJpeg(BufferedImage image) {
    return byImageIo(image, "jpeg", ImageWriteParam.MODE_DEFAULT);
  }

  private static byte[] byImageIo(BufferedImage image, String format, int progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (how.canWriteProgressive()) {
        how.setProgressiveMode(progressive);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Lossless where the quality is over 100, as OpenCV has it. */
  static byte[] webp(BufferedImage image, int quality) {
    return byOpenCv(image, ".webp", opencv_imgcodecs.IMWRITE_WEBP_QUALITY, quality);
  }

  /** A JPEG with a restart marker after every so many minimum coded units. */
  static byte[] jpegWithRestarts(BufferedImage image, int interval) {
    return byOpenCv(image, ".jpg", opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL, interval);
  }

  private static byte[] byOpenCv(BufferedImage image, String extension, int... parameters) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] bgr = new byte[width * height * 3];
    for (int i = 0; i < width * height; i++) {
      int rgb = image.getRGB(i % width, i / width);
      bgr[3 * i] = (byte) rgb;
      bgr[3 * i + 1] = (byte) (rgb >> 8);
      bgr[3 * i + 2] = (byte) (rgb >> 16);
    }
    try (BytePointer samples = new BytePointer(bgr);
        Mat pixels = new Mat(height, width, opencv_core.CV_8UC3, samples);
        IntPointer how = new IntPointer(parameters);
        BytePointer encoded = new BytePointer()) {
      opencv_imgcodecs.imencode(extension, pixels, encoded, how);
      byte[] bytes = new byte[(int) encoded.limit()];
      encoded.get(bytes);
      return bytes;
    }
  }

  /** The JPEG with an EXIF segment of this byte order after its first two bytes. */
  static byte[] withOrientation(byte[] jpeg, int orientation, ByteOrder order) {
    boolean little = order == ByteOrder.LITTLE_ENDIAN;
    ByteBuffer exif = ByteBuffer.allocate(jpeg.length + 36);
    exif.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) 34);
    exif.put(new byte[] {'E', 'x', 'i', 'f', 0, 0});
    exif.put(little ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
    exif.order(order);
    exif.putShort((short) 42).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0).putInt(0);
    return exif.put(jpeg, 2, jpeg.length - 2).array();
  }
}
