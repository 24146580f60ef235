package io.saccade.trainer.graph;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.saccade.model.onnx.proto.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Values on the heap, row by row under their dimensions: the weights and other constants of a
 * graph, and the shapes that it computes. Immutable. Floats of any width become float32, integers
 * keep their kind.
 */
public final class HostTensor {

  /** What the values are; integers of every width are held as {@code long}. */
  public enum Kind {
    FLOAT(TensorProto.DataType.FLOAT, Float.BYTES),
    INT64(TensorProto.DataType.INT64, Long.BYTES),
    INT32(TensorProto.DataType.INT32, Integer.BYTES),
    UINT8(TensorProto.DataType.UINT8, 1),
    INT8(TensorProto.DataType.INT8, 1),
    BOOL(TensorProto.DataType.BOOL, 1);

    private final TensorProto.DataType type;
    private final int bytes;

    Kind(TensorProto.DataType type, int bytes) {
      this.type = type;
      this.bytes = bytes;
    }

    /** The value as this kind holds it, wrapped where it does not fit. */
    long narrowed(long value) {
      return switch (this) {
        case FLOAT, INT64 -> value;
        case INT32 -> (int) value;
        case UINT8 -> value & 0xFF;
        case INT8 -> (byte) value;
        case BOOL -> value == 0 ? 0 : 1;
      };
    }
  }

  private static final float[] NO_FLOATS = {};
  private static final long[] NO_LONGS = {};

  private final Kind kind;
  private final long[] dims;
  private final float[] floats;
  private final long[] longs;

  private HostTensor(Kind kind, long[] dims, float[] floats, long[] longs) {
    int expected = Layout.size(dims);
    int came = kind == Kind.FLOAT ? floats.length : longs.length;
    if (came != expected) {
      throw new IllegalArgumentException(
          "dimensions %s take %d values, but there were %d"
              .formatted(Arrays.toString(dims), expected, came));
    }
    this.kind = kind;
    this.dims = dims;
    this.floats = floats;
    this.longs = longs;
  }

  /**
   * Floats under these dimensions; the arrays belong to the tensor from now on.
   *
   * @param data as many as the product of {@code dims}
   */
  public static HostTensor floats(long[] dims, float[] data) {
    return new HostTensor(Kind.FLOAT, dims, data, NO_LONGS);
  }

  /**
   * Integers under these dimensions; the arrays belong to the tensor from now on.
   *
   * @param kind any but {@code FLOAT}
   * @param data as many as the product of {@code dims}
   */
  public static HostTensor integers(Kind kind, long[] dims, long[] data) {
    if (kind == Kind.FLOAT) {
      throw new IllegalArgumentException("kind must be one of integers, but was FLOAT");
    }
    return new HostTensor(kind, dims, NO_FLOATS, data);
  }

  /**
   * Reads a tensor of a file; half, double and bfloat16 become float32.
   *
   * @throws GraphRefusedException where the values are of a type that no classifier needs, lie in
   *     another file, or are not as many as the dimensions say
   */
  public static HostTensor read(TensorProto tensor) throws GraphRefusedException {
    return TensorReader.read(tensor);
  }

  /** What the values are. */
  public Kind kind() {
    return kind;
  }

  /** One size a dimension; none for a scalar. A copy. */
  public long[] dims() {
    return dims.clone();
  }

  /** How many dimensions there are. */
  public int rank() {
    return dims.length;
  }

  /** How many values there are. */
  public int size() {
    return isFloat() ? floats.length : longs.length;
  }

  /** Whether the values are floats. */
  public boolean isFloat() {
    return kind == Kind.FLOAT;
  }

  /** The values as floats. A copy. */
  public float[] floats() {
    if (isFloat()) {
      return floats.clone();
    }
    float[] converted = new float[longs.length];
    for (int i = 0; i < converted.length; i++) {
      converted[i] = (float) longs[i];
    }
    return converted;
  }

  /** The values as integers, floats cut off towards zero. A copy. */
  public long[] longs() {
    if (!isFloat()) {
      return longs.clone();
    }
    long[] converted = new long[floats.length];
    for (int i = 0; i < converted.length; i++) {
      converted[i] = (long) floats[i];
    }
    return converted;
  }

  /** The value at this place as a float. */
  public float number(int index) {
    return isFloat() ? floats[index] : (float) longs[index];
  }

  /** The value at this place as an integer. */
  public long integer(int index) {
    return isFloat() ? (long) floats[index] : longs[index];
  }

  /** The tensor as it stands in a file; its values are bytes of little end first. */
  public TensorProto write(String name) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(kind.type.getNumber());
    for (long dim : dims) {
      tensor.addDims(dim);
    }
    return tensor.setRawData(bytes()).build();
  }

  private ByteString bytes() {
    int length = Math.multiplyExact(size(), kind.bytes);
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    switch (kind) {
      case FLOAT -> bytes.asFloatBuffer().put(floats);
      case INT64 -> bytes.asLongBuffer().put(longs);
      case INT32 -> Arrays.stream(longs).forEach(value -> bytes.putInt((int) value));
      case UINT8, INT8, BOOL -> Arrays.stream(longs).forEach(value -> bytes.put((byte) value));
    }
    return UnsafeByteOperations.unsafeWrap(bytes.array());
  }

  /** The same values under other dimensions. */
  HostTensor reshaped(long... other) {
    return new HostTensor(kind, other, floats, longs);
  }

  /** The same values as another kind. */
  HostTensor as(Kind other) {
    if (other == kind) {
      return this;
    }
    if (other == Kind.FLOAT) {
      return floats(dims, floats());
    }
    long[] converted = new long[size()];
    for (int i = 0; i < converted.length; i++) {
      boolean fraction = other == Kind.BOOL && isFloat() && floats[i] != 0;
      converted[i] = fraction ? 1 : other.narrowed(integer(i));
    }
    return integers(other, dims, converted);
  }

  /** Values of this tensor under new dimensions, each taken from where {@code source} says. */
  HostTensor picked(long[] to, IntUnaryOperator source) {
    int size = Layout.size(to);
    if (isFloat()) {
      float[] taken = new float[size];
      for (int i = 0; i < size; i++) {
        taken[i] = floats[source.applyAsInt(i)];
      }
      return floats(to, taken);
    }
    long[] taken = new long[size];
    for (int i = 0; i < size; i++) {
      taken[i] = longs[source.applyAsInt(i)];
    }
    return integers(kind, to, taken);
  }

  @Override
  public String toString() {
    return kind + " " + Arrays.toString(dims);
  }
}
