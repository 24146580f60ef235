package io.saccade.cli.faults;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Makes images that are refused, of images that are not. */
final class BadImages {

  /** A PNG begins with eight bytes of its own and its header chunk: length, type, 13 bytes, CRC. */
  private static final int PNG_TYPE = 12;

  private static final int PNG_WIDTH = 16;
  private static final int PNG_HEADER_CRC = 29;

  private BadImages() {}

  /** The same image with one byte of its PNG header chunk's checksum changed. */
  static byte[] wrongChecksum(byte[] png) {
    byte[] spoiled = png.clone();
    spoiled[PNG_HEADER_CRC] ^= 1;
    return spoiled;
  }

  /** The same PNG that says it has this size, its checksum right. */
  static byte[] claiming(int width, int height, byte[] png) {
    byte[] claiming = png.clone();
    ByteBuffer.wrap(claiming).putInt(PNG_WIDTH, width).putInt(PNG_WIDTH + 4, height);
    CRC32 crc = new CRC32();
    crc.update(claiming, PNG_TYPE, PNG_HEADER_CRC - PNG_TYPE);
    ByteBuffer.wrap(claiming).putInt(PNG_HEADER_CRC, (int) crc.getValue());
    return claiming;
  }

  /** The same image as a GIF. */
  static byte[] gif(byte[] image) throws IOException {
    ByteArrayOutputStream gif = new ByteArrayOutputStream();
    if (!ImageIO.write(pixels(image), "gif", gif)) {
      throw new IllegalStateException("every Java platform writes GIF");
    }
    return gif.toByteArray();
  }

  /** The same image as a JPEG of ten scans. */
  static byte[] progressive(byte[] image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(jpeg)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(pixels(image), null, null), parameters);
    } finally {
      writer.dispose();
    }
    return jpeg.toByteArray();
  }

  private static BufferedImage pixels(byte[] image) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(image));
  }
}
