package io.saccade.trainer.graph;

import io.saccade.model.onnx.proto.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the values of one tensor of a file, whichever of the format's fields they stand in. */
final class TensorReader {

  /** Gives the float at a place. */
  private interface Floats {
    float at(int index);
  }

  /** Gives the integer at a place. */
  private interface Longs {
    long at(int index);
  }

  private final TensorProto tensor;
  private final long[] dims;
  private final int size;
  private final @Nullable ByteBuffer raw;

  private TensorReader(TensorProto tensor) {
    this.tensor = tensor;
    this.dims = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
    this.size = Layout.size(dims);
    this.raw =
        tensor.hasRawData()
            // A slice, because the bytes may be a part of the whole file's, and are read by index.
            ? tensor.getRawData().asReadOnlyByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN)
            : null;
  }

  static HostTensor read(TensorProto tensor) throws GraphRefusedException {
    if (tensor.getDataLocation() != TensorProto.DataLocation.DEFAULT
        || tensor.getExternalDataCount() > 0) {
      throw refused(tensor, "lies in another file; save the model as one file");
    }
    TensorProto.DataType type = TensorProto.DataType.forNumber(tensor.getDataType());
    try {
      return new TensorReader(tensor).values(type == null ? TensorProto.DataType.UNDEFINED : type);
    } catch (UnsupportedOperationException e) {
      throw refused(tensor, "is of a type that is not supported: " + tensor.getDataType());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw refused(tensor, "has other values than its dimensions say: " + e.getMessage());
    }
  }

  private HostTensor values(TensorProto.DataType type) {
    ByteBuffer bytes = raw;
    if (bytes == null) {
      return listed(type);
    }
    return switch (type) {
      case FLOAT -> floats(4, bytes, i -> bytes.getFloat(4 * i));
      case DOUBLE -> floats(8, bytes, i -> (float) bytes.getDouble(8 * i));
      case FLOAT16 -> floats(2, bytes, i -> Half.value(bytes.getShort(2 * i)));
      case BFLOAT16 -> floats(2, bytes, i -> brain(bytes.getShort(2 * i)));
      case INT64 -> integers(HostTensor.Kind.INT64, 8, bytes, i -> bytes.getLong(8 * i));
      case INT32 -> integers(HostTensor.Kind.INT32, 4, bytes, i -> bytes.getInt(4 * i));
      case UINT8 -> integers(HostTensor.Kind.UINT8, 1, bytes, i -> bytes.get(i) & 0xFF);
      case INT8 -> integers(HostTensor.Kind.INT8, 1, bytes, bytes::get);
      case BOOL -> integers(HostTensor.Kind.BOOL, 1, bytes, bytes::get);
      default -> throw new UnsupportedOperationException(type.name());
    };
  }

  private HostTensor listed(TensorProto.DataType type) {
    int small = tensor.getInt32DataCount();
    return switch (type) {
      case FLOAT -> floats(tensor.getFloatDataCount(), tensor::getFloatData);
      case DOUBLE -> floats(tensor.getDoubleDataCount(), i -> (float) tensor.getDoubleData(i));
      case FLOAT16 -> floats(small, i -> Half.value((short) tensor.getInt32Data(i)));
      case BFLOAT16 -> floats(small, i -> brain((short) tensor.getInt32Data(i)));
      case INT64 ->
          integers(HostTensor.Kind.INT64, tensor.getInt64DataCount(), tensor::getInt64Data);
      case INT32 -> integers(HostTensor.Kind.INT32, small, tensor::getInt32Data);
      case UINT8 -> integers(HostTensor.Kind.UINT8, small, tensor::getInt32Data);
      case INT8 -> integers(HostTensor.Kind.INT8, small, tensor::getInt32Data);
      case BOOL -> integers(HostTensor.Kind.BOOL, small, tensor::getInt32Data);
      default -> throw new UnsupportedOperationException(type.name());
    };
  }

  private HostTensor floats(int width, ByteBuffer bytes, Floats source) {
    requireWhole(width, bytes);
    return floats(size, source);
  }

  private HostTensor floats(int count, Floats source) {
    float[] values = new float[requireAll(count)];
    for (int i = 0; i < values.length; i++) {
      values[i] = source.at(i);
    }
    return HostTensor.floats(dims, values);
  }

  private HostTensor integers(HostTensor.Kind kind, int width, ByteBuffer bytes, Longs source) {
    requireWhole(width, bytes);
    return integers(kind, size, source);
  }

  private HostTensor integers(HostTensor.Kind kind, int count, Longs source) {
    requireAll(count);
    long[] values = IntStream.range(0, size).mapToLong(i -> kind.narrowed(source.at(i))).toArray();
    return HostTensor.integers(kind, dims, values);
  }

  private void requireWhole(int width, ByteBuffer bytes) {
    if (bytes.remaining() != (long) size * width) {
      throw new IllegalArgumentException(
          "%d bytes for %d values of %d bytes".formatted(bytes.remaining(), size, width));
    }
  }

  private int requireAll(int count) {
    if (count != size) {
      throw new IllegalArgumentException("%d for %d values".formatted(count, size));
    }
    return count;
  }

  private static float brain(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  private static GraphRefusedException refused(TensorProto tensor, String why) {
    String name = tensor.getName().isEmpty() ? "A constant" : "The constant " + tensor.getName();
    return new GraphRefusedException(name + " " + why + ".");
  }
}
