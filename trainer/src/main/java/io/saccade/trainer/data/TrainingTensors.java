package io.saccade.trainer.data;

import static org.bytedeco.opencv.global.opencv_core.CV_64FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ElementType;
import io.saccade.model.image.ImageProperties;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.image.Preprocessor;
import io.saccade.model.image.TensorLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/**
 * Turns samples into a model's input, varied or as they are. Images that are not varied are exactly
 * what the processor makes of them; varied ones go through the same class up to the resized pixels,
 * are warped and changed there, and are normalised by the same numbers. Thread-safe.
 */
public final class TrainingTensors {

  private final Preprocessing preprocessing;
  private final Preprocessor plain;
  private final Preprocessor canvas;
  private final Augmentation augmentation;
  private final Frame frame;
  private final long seed;
  private final ConcurrentLinkedQueue<Workspace> idle = new ConcurrentLinkedQueue<>();

  /** Working memory of one thread. */
  private record Workspace(ByteBuffer canvas, ByteBuffer warped, Pixels pixels) {}

  /**
   * Tensors for a model.
   *
   * @param seed with the epoch and the sample's name, it settles how a sample is varied
   */
  public TrainingTensors(
      Preprocessing preprocessing, Decoding decoding, Augmentation augmentation, long seed) {
    this.preprocessing = preprocessing;
    this.plain = decoding.preprocessor(preprocessing);
    this.canvas = decoding.preprocessor(whole(preprocessing));
    this.augmentation = augmentation;
    this.frame =
        new Frame(preprocessing.resizeShorterTo(), preprocessing.width(), preprocessing.height());
    this.seed = seed;
  }

  /** All the square that the processor resizes, of which it would cut the centre out. */
  private static Preprocessing whole(Preprocessing preprocessing) {
    int side = preprocessing.resizeShorterTo();
    int channels = preprocessing.channels();
    return new Preprocessing(
        side,
        side,
        side,
        preprocessing.color(),
        TensorLayout.NHWC,
        ElementType.UINT8,
        preprocessing.filter(),
        1f,
        Collections.nCopies(channels, 0f),
        Collections.nCopies(channels, 1f),
        preprocessing.background());
  }

  /** Whether a sample's tensor is another one in each epoch. */
  public boolean varies() {
    return !augmentation.isNone();
  }

  /** What the tensors are made for. */
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /**
   * Writes the tensors of a batch one after the other, on all cores, and advances the buffer.
   *
   * @param epoch another one varies the samples otherwise
   * @param target a direct buffer in native order with room for them
   * @throws IOException if a sample cannot be read or decoded any more; the message names it
   */
  public void write(List<Sample> batch, int epoch, ByteBuffer target) throws IOException {
    int bytes = preprocessing.tensorBytes();
    int from = target.position();
    List<FaultOrNone> faults =
        IntStream.range(0, batch.size())
            .parallel()
            .mapToObj(i -> attempt(batch.get(i), epoch, slice(target, from + i * bytes, bytes)))
            .toList();
    requireNone(faults);
    target.position(from + batch.size() * bytes);
  }

  /**
   * What the images themselves are like, as drift sees them in production; on all cores.
   *
   * @throws IOException if a sample cannot be read or decoded any more; the message names it
   */
  public List<ImageProperties> properties(List<Sample> samples) throws IOException {
    ImageProperties[] found = new ImageProperties[samples.size()];
    List<FaultOrNone> faults =
        IntStream.range(0, samples.size())
            .parallel()
            .mapToObj(
                i -> {
                  try {
                    found[i] = properties(samples.get(i));
                    return new FaultOrNone(null);
                  } catch (IOException e) {
                    return new FaultOrNone(e);
                  }
                })
            .toList();
    requireNone(faults);
    return List.of(found);
  }

  private ImageProperties properties(Sample sample) throws IOException {
    try (DecodedImage image = plain.decode(ByteBuffer.wrap(sample.read()))) {
      return image.properties();
    } catch (ImageRefusedException e) {
      throw refused(sample, e);
    }
  }

  private static IOException refused(Sample sample, ImageRefusedException e) {
    return new IOException("%s: %s".formatted(sample.name(), e.getMessage()), e);
  }

  private static void requireNone(List<FaultOrNone> faults) throws IOException {
    for (FaultOrNone fault : faults) {
      if (fault.fault() != null) {
        throw fault.fault();
      }
    }
  }

  private record FaultOrNone(@Nullable IOException fault) {}

  private FaultOrNone attempt(Sample sample, int epoch, ByteBuffer target) {
    try {
      writeOne(sample, epoch, target);
      return new FaultOrNone(null);
    } catch (IOException e) {
      return new FaultOrNone(e);
    }
  }

  private static ByteBuffer slice(ByteBuffer target, int from, int bytes) {
    return target.slice(from, bytes).order(ByteOrder.nativeOrder());
  }

  private void writeOne(Sample sample, int epoch, ByteBuffer target) throws IOException {
    Preprocessor preprocessor = augmentation.isNone() ? plain : canvas;
    try (DecodedImage image = preprocessor.decode(ByteBuffer.wrap(sample.read()))) {
      if (augmentation.isNone()) {
        plain.write(image, target);
      } else {
        vary(image, new Random(Seeds.of(seed, epoch, sample.name())), target);
      }
    } catch (ImageRefusedException e) {
      throw refused(sample, e);
    }
  }

  private void vary(DecodedImage image, Random dice, ByteBuffer target) {
    View view = View.draw(augmentation, frame, dice);
    Workspace workspace = Objects.requireNonNullElseGet(idle.poll(), this::workspace);
    canvas.write(image, workspace.canvas().clear());
    warp(workspace, view.map());
    Pixels pixels = workspace.pixels();
    workspace.warped().get(0, pixels.values());
    view.changes().forEach(change -> change.apply(pixels));
    normalise(pixels, target);
    idle.offer(workspace);
  }

  private Workspace workspace() {
    ByteBuffer whole = ByteBuffer.allocateDirect(canvas.preprocessing().tensorBytes());
    int bytes = frame.width() * frame.height() * preprocessing.channels();
    return new Workspace(
        whole.order(ByteOrder.nativeOrder()),
        ByteBuffer.allocateDirect(bytes),
        new Pixels(frame.width(), frame.height(), preprocessing.color()));
  }

  private void warp(Workspace workspace, Affine map) {
    int type = CV_8UC(preprocessing.channels());
    try (BytePointer from = new BytePointer(workspace.canvas().clear());
        Mat source = new Mat(frame.side(), frame.side(), type, from);
        BytePointer to = new BytePointer(workspace.warped());
        Mat result = new Mat(frame.height(), frame.width(), type, to);
        DoublePointer numbers = new DoublePointer(frame.matrix(map));
        Mat matrix = new Mat(2, 3, CV_64FC1, numbers);
        Size size = new Size(frame.width(), frame.height());
        Scalar black = new Scalar()) {
      warpAffine(
          source,
          result,
          matrix,
          size,
          INTER_LINEAR | WARP_INVERSE_MAP,
          augmentation.fill().border(),
          black);
    }
  }

  private void normalise(Pixels pixels, ByteBuffer target) {
    int channels = preprocessing.channels();
    int plane = frame.width() * frame.height();
    boolean planar = preprocessing.layout() == TensorLayout.NCHW;
    boolean floats = preprocessing.type() == ElementType.FLOAT32;
    float[] table = new float[256];
    for (int channel = 0; channel < channels; channel++) {
      for (int value = 0; value < table.length; value++) {
        table[value] = preprocessing.normalised(channel, value);
      }
      for (int i = 0; i < plane; i++) {
        byte value = pixels.values()[i * channels + channel];
        int at = planar ? channel * plane + i : i * channels + channel;
        if (floats) {
          target.putFloat(at * Float.BYTES, table[value & 0xFF]);
        } else {
          target.put(at, value);
        }
      }
    }
  }
}
