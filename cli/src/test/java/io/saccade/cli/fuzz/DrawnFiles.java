package io.saccade.cli.fuzz;

import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ShapeImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Small images of every format and kind, drawn here. */
final class DrawnFiles {

  private static final int SIDE = 24;

  private DrawnFiles() {}

  static Map<String, byte[]> images() throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    byte[] png = new ShapeImages(3, SIDE, SIDE, ImageFormat.PNG).draw(0).encoded();
    BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(png));
    files.put("drawn.png", png);
    files.put("drawn.jpg", new ShapeImages(3, SIDE, SIDE, ImageFormat.JPEG).draw(0).encoded());
    files.put("progressive.jpg", written(drawn, "jpeg", true));
    for (String format : new String[] {"bmp", "gif", "tiff"}) {
      files.put("drawn." + format, written(drawn, format, false));
    }
    files.put("grey.png", written(as(drawn, BufferedImage.TYPE_BYTE_GRAY), "png", false));
    files.put("grey.jpg", written(as(drawn, BufferedImage.TYPE_BYTE_GRAY), "jpeg", false));
    files.put("grey16.png", written(as(drawn, BufferedImage.TYPE_USHORT_GRAY), "png", false));
    files.put("bilevel.png", written(as(drawn, BufferedImage.TYPE_BYTE_BINARY), "png", false));
    files.put("palette.png", written(as(drawn, BufferedImage.TYPE_BYTE_INDEXED), "png", false));
    files.put("interlaced.png", written(as(drawn, BufferedImage.TYPE_4BYTE_ABGR), "png", true));
    files.put("lossy.webp", byOpenCv(drawn, ".webp", opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 50));
    files.put("whole.webp", byOpenCv(drawn, ".webp", opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101));
    files.put(
        "restarts.jpg", byOpenCv(drawn, ".jpg", opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 2));
    return files;
  }

  private static BufferedImage as(BufferedImage image, int type) {
    BufferedImage other =
        ImageTypeSpecifier.createFromBufferedImageType(type).createBufferedImage(SIDE, SIDE);
    other.getGraphics().drawImage(image, 0, 0, null);
    return other;
  }

  private static byte[] written(BufferedImage image, String format, boolean progressive)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (how.canWriteProgressive()) {
        how.setProgressiveMode(
            progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] byOpenCv(BufferedImage image, String extension, int... parameters) {
    byte[] bgr = new byte[SIDE * SIDE * 3];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int rgb = image.getRGB(i % SIDE, i / SIDE);
      for (int channel = 0; channel < 3; channel++) {
        bgr[3 * i + channel] = (byte) (rgb >> (8 * channel));
      }
    }
    try (BytePointer samples = new BytePointer(bgr);
        Mat pixels = new Mat(SIDE, SIDE, opencv_core.CV_8UC3, samples);
        IntPointer how = new IntPointer(parameters);
        BytePointer encoded = new BytePointer()) {
      opencv_imgcodecs.imencode(extension, pixels, encoded, how);
      byte[] bytes = new byte[(int) encoded.limit()];
      encoded.get(bytes);
      return bytes;
    }
  }
}
