package io.saccade.processor.tuning;

import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.Golden;
import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.model.image.Preprocessor;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.model.shapes.ShapeImages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The images of a rehearsal, and how they are preprocessed. They are the bundle's golden images
 * where these are JPEG, as most of what producers send; else drawn ones, half as large again as the
 * model wants them. Golden images that a tool drew are PNG, which takes several times as long to
 * decode as a photograph, and would hide what the batch costs. Thread-safe.
 */
final class Props {

  private static final int DRAWN = 6;
  private static final long SEED = 3;

  private final Preprocessor preprocessor;
  private final List<ByteBuffer> images;

  private Props(Preprocessor preprocessor, List<ByteBuffer> images) {
    this.preprocessor = preprocessor;
    this.images = images;
  }

  static Props of(Bundle bundle, Preprocessor preprocessor) {
    List<byte[]> golden =
        bundle.golden().stream().map(Golden::encoded).filter(Props::isJpeg).toList();
    List<byte[]> images =
        golden.isEmpty() ? drawn(preprocessor.preprocessing().resizeShorterTo()) : golden;
    Props props = new Props(preprocessor, images.stream().map(ByteBuffer::wrap).toList());
    props.loadDecoder();
    return props;
  }

  /** The first image of a process loads the native decoder, which is no part of its speed. */
  private void loadDecoder() {
    try (DecodedImage image = decode(0)) {
      write(
          image,
          ByteBuffer.allocateDirect(preprocessor.preprocessing().tensorBytes())
              .order(ByteOrder.nativeOrder()));
    } catch (ImageRefusedException e) {
      throw new IllegalStateException("drawn and golden images are sound", e);
    }
  }

  /** Decodes the image of this number, counted around; the caller closes it. */
  DecodedImage decode(int number) throws ImageRefusedException {
    return preprocessor.decode(images.get(Math.floorMod(number, images.size())));
  }

  void write(DecodedImage image, ByteBuffer row) {
    preprocessor.write(image, row);
  }

  private static boolean isJpeg(byte[] encoded) {
    return encoded[0] == (byte) 0xFF;
  }

  /** Four to three, as cameras make them. */
  private static List<byte[]> drawn(int side) {
    int height = Math.max(16, side * 3 / 2);
    return new ShapeImages(SEED, height * 4 / 3, height, ImageFormat.JPEG)
        .stream().limit(DRAWN).map(ShapeImage::encoded).toList();
  }
}
