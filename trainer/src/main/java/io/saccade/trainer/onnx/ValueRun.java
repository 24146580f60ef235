package io.saccade.trainer.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.saccade.model.image.ElementType;
import io.saccade.trainer.progress.TrainingFailedException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a graph once and hands every one of its outputs over, one after the other. */
public final class ValueRun {

  private ValueRun() {}

  /**
   * What a graph is given.
   *
   * @param name the graph's input
   * @param data a direct buffer in native order, from its position to its limit
   * @param type what its elements are
   * @param dims their dimensions
   */
  public record Input(String name, ByteBuffer data, ElementType type, List<Long> dims) {

    /** Copies the dimensions. */
    public Input {
      dims = List.copyOf(dims);
    }
  }

  /** Who reads the outputs. */
  @FunctionalInterface
  public interface Reader {

    /**
     * Reads an output.
     *
     * @param dims none for a single number
     * @param values the output's numbers as floats, on the heap; they may be kept
     */
    void read(String name, List<Long> dims, FloatBuffer values);
  }

  /**
   * Runs the graph. The outputs live at the same time in native memory, and one of them on the
   * heap. Those that are not numbers are left out.
   *
   * @param model the bytes of an ONNX file
   * @throws TrainingFailedException if ONNX Runtime cannot load or run it
   */
  public static void run(byte[] model, Input input, Reader reader) throws TrainingFailedException {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "saccade");
    try (SessionOptions options = new SessionOptions()) {
      // What is fused away could not be shown.
      options.setOptimizationLevel(SessionOptions.OptLevel.BASIC_OPT);
      options.addConfigEntry("session.load_model_format", "ONNX");
      // On a machine with other work, threads that wait for one another in a loop starve the rest.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      try (OrtSession session = environment.createSession(model, options);
          OnnxTensor tensor = tensor(environment, input);
          OrtSession.Result outputs = session.run(Map.of(input.name(), tensor))) {
        for (Map.Entry<String, OnnxValue> output : outputs) {
          read(output.getKey(), output.getValue(), reader);
        }
      }
    } catch (OrtException e) {
      throw new TrainingFailedException(
          "ONNX Runtime cannot run the model: " + String.valueOf(e.getMessage()).strip(), e);
    }
  }

  private static OnnxTensor tensor(OrtEnvironment environment, Input input) throws OrtException {
    long[] dims = input.dims().stream().mapToLong(Long::longValue).toArray();
    return input.type() == ElementType.UINT8
        ? OnnxTensor.createTensor(environment, input.data(), dims, OnnxJavaType.UINT8)
        : OnnxTensor.createTensor(environment, input.data().asFloatBuffer(), dims);
  }

  private static void read(String name, OnnxValue value, Reader reader) {
    if (value instanceof OnnxTensor tensor) {
      List<Long> dims = Arrays.stream(tensor.getInfo().getShape()).boxed().toList();
      floats(tensor).ifPresent(values -> reader.read(name, dims, values));
    }
  }

  private static Optional<FloatBuffer> floats(OnnxTensor tensor) {
    return switch (tensor.getInfo().type) {
      case FLOAT, FLOAT16, BFLOAT16 -> Optional.of(tensor.getFloatBuffer());
      case UINT8, BOOL -> Optional.of(bytes(tensor.getByteBuffer(), 0xFF));
      case INT8 -> Optional.of(bytes(tensor.getByteBuffer(), -1));
      case INT32 -> Optional.of(integers(tensor.getIntBuffer()));
      case INT64 -> Optional.of(integers(tensor.getLongBuffer()));
      default -> Optional.empty();
    };
  }

  private static FloatBuffer bytes(ByteBuffer bytes, int mask) {
    FloatBuffer floats = FloatBuffer.allocate(bytes.remaining());
    while (bytes.hasRemaining()) {
      floats.put(bytes.get() & mask);
    }
    return floats.flip();
  }

  private static FloatBuffer integers(IntBuffer integers) {
    FloatBuffer floats = FloatBuffer.allocate(integers.remaining());
    while (integers.hasRemaining()) {
      floats.put((float) integers.get());
    }
    return floats.flip();
  }

  private static FloatBuffer integers(LongBuffer integers) {
    FloatBuffer floats = FloatBuffer.allocate(integers.remaining());
    while (integers.hasRemaining()) {
      floats.put((float) integers.get());
    }
    return floats.flip();
  }
}
