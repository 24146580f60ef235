package io.saccade.trainer.tune;

import io.saccade.model.image.ElementType;
import io.saccade.model.image.Preprocessing;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.TrainingTensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The tensors of a batch of images, in memory that is used again for the next one. */
final class Images {

  private final TrainingTensors tensors;
  private final boolean bytes;
  private final ByteBuffer buffer;

  /** Room for so many images. */
  Images(TrainingTensors tensors, int most) {
    Preprocessing preprocessing = tensors.preprocessing();
    this.tensors = tensors;
    this.bytes = preprocessing.type() == ElementType.UINT8;
    int size = Math.multiplyExact(most, preprocessing.tensorBytes());
    this.buffer = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }

  /** Reads, decodes and varies images. */
  void read(List<Sample> samples, int epoch) throws IOException {
    buffer.clear();
    tensors.write(samples, epoch, buffer);
    buffer.flip();
  }

  /** The tensors, from the buffer's position to its limit. */
  ByteBuffer buffer() {
    return buffer;
  }

  /** A copy of all values. */
  float[] values() {
    float[] values = new float[bytes ? buffer.limit() : buffer.limit() / Float.BYTES];
    if (bytes) {
      for (int i = 0; i < values.length; i++) {
        values[i] = buffer.get(i) & 0xFF;
      }
    } else {
      buffer.asFloatBuffer().get(values);
    }
    return values;
  }

  /** Overwrites all values; bytes are rounded. */
  void overwrite(float[] values) {
    if (bytes) {
      for (int i = 0; i < values.length; i++) {
        buffer.put(i, (byte) Math.round(values[i]));
      }
    } else {
      buffer.asFloatBuffer().put(values);
    }
  }
}
