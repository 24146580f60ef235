package io.saccade.bench.decode;

import io.saccade.bench.pipeline.Images;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.model.shapes.ShapeImages;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Images that are measured together.
 *
 * @param format what the gate says they are
 * @param size how large they are
 * @param images encoded, at least one
 */
record ImageClass(ImageFormat format, SizeClass size, List<byte[]> images) {

  private static final int[] JPEG_BYTES = {20_000, 100_000, 500_000, 1 << 20};
  private static final int[] PNG_SIDES = {128, 224, 448, 640};
  private static final int DRAWN_OF_A_SIZE = 16;
  private static final long SEED = 1;

  ImageClass {
    images = List.copyOf(images);
  }

  private record Key(ImageFormat format, SizeClass size) implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
      return Comparator.comparing(Key::format).thenComparing(Key::size).compare(this, other);
    }
  }

  /** Sorts images that the gate accepts; others are left out. */
  static List<ImageClass> of(List<byte[]> images) {
    ImageGate gate = new ImageGate(ImageLimits.defaults());
    Map<Key, List<byte[]>> classes = new TreeMap<>();
    for (byte[] image : images) {
      try {
        Key key = new Key(gate.check(ByteBuffer.wrap(image)).format(), SizeClass.of(image.length));
        classes.computeIfAbsent(key, unused -> new ArrayList<>()).add(image);
      } catch (ImageRefusedException e) {
        // Only what is decoded is measured.
      }
    }
    return classes.entrySet().stream()
        .map(e -> new ImageClass(e.getKey().format(), e.getKey().size(), e.getValue()))
        .toList();
  }

  /** Drawn ones: JPEG and PNG of every size. */
  static List<ImageClass> drawn() {
    List<byte[]> images = new ArrayList<>();
    for (int bytes : JPEG_BYTES) {
      images.addAll(Images.ofAbout(bytes, DRAWN_OF_A_SIZE));
    }
    for (int side : PNG_SIDES) {
      new ShapeImages(SEED, side, side, ImageFormat.PNG)
          .stream().limit(DRAWN_OF_A_SIZE).map(ShapeImage::encoded).forEach(images::add);
    }
    return of(images);
  }

  /** Bytes of an encoded image, on average. */
  double meanBytes() {
    return images.stream().mapToInt(image -> image.length).average().orElse(0);
  }
}
