package io.saccade.processor.trial;

import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.Golden;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.model.image.Preprocessor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * What the first golden images come to as a model's input. Made here rather than in the process of
 * the trial, which needs no decoder then: to load one takes longer than all the rest. For one
 * thread.
 */
final class GoldenTensors {

  private static final long DECODE_BYTES = 64L << 20;

  /** Decoding takes time that is the lanes', and more images would be more of the same. */
  private static final int MOST = 3;

  /** Of a tensor: they lie in the heap, and nobody has looked yet how large they are. */
  private static final int LARGEST = 8 << 20;

  private final ImageLimits limits;

  // Kept: Java gives back such memory only when its collector comes upon it.
  private ByteBuffer row = ByteBuffer.allocateDirect(0);

  GoldenTensors(ImageLimits limits) {
    this.limits = limits;
  }

  /** The tensors, in the order of the images; without what cannot be decoded, which others tell. */
  List<byte[]> of(Bundle bundle) {
    Preprocessor preprocessor =
        new Preprocessor(
            bundle.manifest().input().preprocessing(),
            new ImageGate(limits),
            new DecodeBudget(DECODE_BYTES),
            new NativeHandles());
    int bytes = preprocessor.preprocessing().tensorBytes();
    if (bytes > LARGEST) {
      return List.of();
    }
    if (row.capacity() < bytes) {
      row = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    List<byte[]> tensors = new ArrayList<>();
    for (Golden golden : bundle.golden().subList(0, Math.min(MOST, bundle.golden().size()))) {
      try (DecodedImage image = preprocessor.decode(ByteBuffer.wrap(golden.encoded()))) {
        preprocessor.write(image, row.clear());
        byte[] tensor = new byte[bytes];
        row.flip().get(tensor);
        tensors.add(tensor);
      } catch (ImageRefusedException e) {
        // The gate says so, with the code that there is for it.
      }
    }
    return tensors;
  }
}
