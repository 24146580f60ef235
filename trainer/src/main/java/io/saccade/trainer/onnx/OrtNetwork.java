package io.saccade.trainer.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.saccade.model.image.ElementType;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.progress.TrainingFailedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * A graph in ONNX Runtime, as the processor runs it: one session without threads of its own, called
 * by as many threads as there are lanes, each of which prepares its images as well. What is native
 * is freed by {@link #close} and not before or after. For one caller at a time.
 */
public final class OrtNetwork implements AutoCloseable {

  /** A batch of this much input keeps one core busy; what it becomes inside is many times that. */
  private static final int BATCH_BYTES = 2 << 20;

  private static final int MOST_ROWS = 64;

  /** Rows of a ready batch that a lane takes; fixed, so that results hang on no number of lanes. */
  private static final int PART = 8;

  private final OrtSession session;
  private final BatchLanes lanes;
  private final String input;
  private final String output;

  /** What sees the values of batches, on the threads of several lanes at once. */
  @FunctionalInterface
  public interface Observer {

    /**
     * Sees one value of a batch.
     *
     * @param value the name of an output, or of the input
     * @param shape its dimensions, images first
     * @param floats of all its rows, not to be kept
     */
    void see(String value, long[] shape, FloatBuffer floats);
  }

  /** What is done with the outputs of a batch. */
  @FunctionalInterface
  private interface Reading {
    void read(int from, OnnxTensor images, OrtSession.Result result) throws OrtException;
  }

  private OrtNetwork(OrtSession session, int threads) {
    this.session = session;
    this.lanes = new BatchLanes(threads);
    this.input = session.getInputNames().iterator().next();
    this.output = session.getOutputNames().iterator().next();
  }

  /**
   * Loads a graph of one input.
   *
   * @param threads how many threads prepare and run batches, at least 1
   * @throws TrainingFailedException where ONNX Runtime does not take the graph
   */
  public static OrtNetwork of(ModelProto model, int threads) throws TrainingFailedException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return new OrtNetwork(environment().createSession(model.toByteArray(), options), threads);
    } catch (OrtException e) {
      throw failed("cannot load the model", e);
    }
  }

  /** The version of ONNX Runtime. */
  public static String version() {
    return environment().getVersion();
  }

  /** The one environment of the process. What it would log comes as an exception as well. */
  private static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "saccade");
  }

  /**
   * The first output: a row of floats an image, in the order of the samples. The same bits however
   * many threads there are.
   *
   * @param epoch another one varies the samples otherwise, where the tensors vary them
   * @param progress told how many images are done, by one thread at a time
   * @throws IOException if a sample cannot be read or decoded any more
   */
  public float[][] rows(
      List<Sample> samples, TrainingTensors tensors, int epoch, IntConsumer progress)
      throws IOException, TrainingFailedException, InterruptedException {
    return rows(output, samples, tensors, epoch, progress);
  }

  /** The same of an output of this name. */
  public float[][] rows(
      String output, List<Sample> samples, TrainingTensors tensors, int epoch, IntConsumer progress)
      throws IOException, TrainingFailedException, InterruptedException {
    float[][] rows = new float[samples.size()][];
    int[] done = {0};
    Reading reading =
        (from, images, result) -> {
          FloatBuffer floats = ((OnnxTensor) result.get(0)).getFloatBuffer();
          int count = (int) images.getInfo().getShape()[0];
          int width = floats.remaining() / count;
          for (int row = from; row < from + count; row++) {
            rows[row] = new float[width];
            floats.get(rows[row]);
          }
          synchronized (done) {
            done[0] += count;
            progress.accept(done[0]);
          }
        };
    run(samples, tensors, epoch, Set.of(output), reading);
    return rows;
  }

  /**
   * Shows every output of floats, and the input, batch by batch.
   *
   * @param observer may be called on several threads at once
   * @throws IOException if a sample cannot be read or decoded any more
   */
  public void observe(List<Sample> samples, TrainingTensors tensors, Observer observer)
      throws IOException, TrainingFailedException, InterruptedException {
    Reading reading =
        (from, images, result) -> {
          show(input, images, observer);
          for (Map.Entry<String, OnnxValue> value : result) {
            if (value.getValue() instanceof OnnxTensor tensor) {
              show(value.getKey(), tensor, observer);
            }
          }
        };
    run(samples, tensors, 0, session.getOutputNames(), reading);
  }

  private static void show(String name, OnnxTensor value, Observer observer) {
    TensorInfo what = value.getInfo();
    if (what.type == OnnxJavaType.FLOAT) {
      observer.see(name, what.getShape(), value.getFloatBuffer());
    }
  }

  /**
   * The first output of a batch that is ready, the rows shared out over the threads.
   *
   * @param images a direct buffer in native order with the input of every row, from its position to
   *     its limit, which stay as they are; of floats or of bytes, as the graph's input is
   * @param out gets the output row by row, from its position on, which stays as it is
   */
  public void run(ByteBuffer images, int rows, FloatBuffer out) throws TrainingFailedException {
    int bytes = images.remaining() / rows;
    BatchLanes.Work work =
        (memory, from, to) -> {
          ByteBuffer part = images.slice(images.position() + from * bytes, (to - from) * bytes);
          try (OnnxTensor batch = tensor(part, to - from);
              OrtSession.Result result = session.run(Map.of(input, batch), Set.of(output))) {
            FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
            int width = values.remaining() / (to - from);
            out.duplicate().position(out.position() + from * width).put(values);
          }
        };
    try {
      lanes.run(rows, PART, 1, work);
    } catch (OrtException e) {
      throw failed("cannot run the model", e);
    } catch (IOException e) {
      throw new IllegalStateException("nothing was to be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrainingFailedException("Interrupted while the model ran.", e);
    }
  }

  /** Rows as the graph declares them: a model with its normalisation inside takes bytes. */
  private OnnxTensor tensor(ByteBuffer rows, int count) throws OrtException {
    TensorInfo declared = declared();
    boolean bytes = declared.type == OnnxJavaType.UINT8;
    int values = rows.remaining() / (bytes ? 1 : Float.BYTES) / count;
    long[] shape = RowShape.of(declared.getShape(), count, values);
    return tensor(rows, bytes, shape);
  }

  private void run(
      List<Sample> samples,
      TrainingTensors tensors,
      int epoch,
      Set<String> outputs,
      Reading reading)
      throws IOException, TrainingFailedException, InterruptedException {
    Preprocessing preprocessing = tensors.preprocessing();
    int size = batch(preprocessing.tensorBytes(), samples.size());
    boolean bytes = preprocessing.type() == ElementType.UINT8;
    BatchLanes.Work work =
        (memory, from, to) -> {
          tensors.write(samples.subList(from, to), epoch, memory);
          try (OnnxTensor images = tensor(memory.flip(), bytes, preprocessing.shape(to - from));
              OrtSession.Result result = session.run(Map.of(input, images), outputs)) {
            reading.read(from, images, result);
          }
        };
    try {
      lanes.run(samples.size(), size, size * preprocessing.tensorBytes(), work);
    } catch (OrtException e) {
      throw failed("cannot run the model", e);
    }
  }

  /** Images of a batch; the sizes depend on the graph and the images, never on the threads. */
  private int batch(int bytes, int samples) throws TrainingFailedException {
    int rows = Math.max(1, Math.min(MOST_ROWS, BATCH_BYTES / bytes));
    try {
      return declared().getShape()[0] == 1 ? 1 : Math.min(rows, Math.max(1, samples));
    } catch (OrtException e) {
      throw failed("cannot describe the model", e);
    }
  }

  /** What the graph says of its input; sizes are negative where they are free. */
  private TensorInfo declared() throws OrtException {
    return (TensorInfo) session.getInputInfo().values().iterator().next().getInfo();
  }

  private static OnnxTensor tensor(ByteBuffer images, boolean bytes, long[] shape)
      throws OrtException {
    ByteBuffer ordered = images.slice().order(ByteOrder.nativeOrder());
    return bytes
        ? OnnxTensor.createTensor(environment(), ordered, shape, OnnxJavaType.UINT8)
        : OnnxTensor.createTensor(environment(), ordered.asFloatBuffer(), shape);
  }

  private static TrainingFailedException failed(String what, OrtException e) {
    String why = String.valueOf(e.getMessage()).strip();
    return new TrainingFailedException("ONNX Runtime " + what + ": " + why, e);
  }

  /** Frees the session; nothing may run any more. */
  @Override
  public void close() {
    lanes.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("a session could not be closed", e);
    }
  }
}
