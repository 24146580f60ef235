package io.saccade.bench.decode;

import io.saccade.bench.pipeline.JavaPreprocessing;
import io.saccade.model.NativeHandles;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.image.Preprocessor;
import java.nio.ByteBuffer;

/** A way from encoded bytes to a tensor. Any number of threads may go it at once. */
@FunctionalInterface
interface Way {

  /** Writes the image's tensor; says whether it could be decoded. */
  boolean write(ByteBuffer encoded, ByteBuffer tensor);

  /** Gate, decode, resize, write: what every image of the processor goes through. */
  static Way saccade(Preprocessing preprocessing) {
    Preprocessor preprocessor =
        new Preprocessor(
            preprocessing,
            new ImageGate(ImageLimits.defaults()),
            new DecodeBudget(Long.MAX_VALUE),
            new NativeHandles());
    return (encoded, tensor) -> {
      try (DecodedImage image = preprocessor.decode(encoded)) {
        preprocessor.write(image, tensor);
        return true;
      } catch (ImageRefusedException e) {
        return false;
      }
    };
  }

  /** ImageIO, then Java 2D's bilinear filter, which leaves out most pixels of a large image. */
  static Way imageIo(Preprocessing preprocessing) {
    return new JavaPreprocessing(preprocessing)::write;
  }

  /** Whether it can decode all of these. */
  default boolean decodes(ImageClass images, ByteBuffer tensor) {
    return images.images().stream()
        .allMatch(image -> write(ByteBuffer.wrap(image), tensor.clear()));
  }
}
