package io.saccade.processor.onnx;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** An output of a model, and the shape that it has for each bucket, once that has run. */
final class OutputShapes {

  private final String name;
  private final int width;
  private final AtomicReferenceArray<long @Nullable []> shapes;

  /**
   * An output.
   *
   * @param width how many floats an image
   * @param buckets how many buckets there are
   */
  OutputShapes(String name, int width, int buckets) {
    this.name = name;
    this.width = width;
    this.shapes = new AtomicReferenceArray<>(buckets);
  }

  String name() {
    return name;
  }

  int width() {
    return width;
  }

  long @Nullable [] shape(int bucket) {
    return shapes.get(bucket);
  }

  void shape(int bucket, long[] shape) {
    shapes.set(bucket, shape);
  }
}
