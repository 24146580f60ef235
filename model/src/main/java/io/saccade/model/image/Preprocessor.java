package io.saccade.model.image;

import io.saccade.model.NativeHandles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Turns encoded images into a model's input: gate, decode, upright, resize, cut, normalise.
 * Thread-safe; as many threads as there are cores may use one.
 */
public final class Preprocessor {

  private final Preprocessing preprocessing;
  private final ImageGate gate;
  private final DecodeBudget budget;
  private final NativeHandles handles;

  /** Working memory not in use: never more than there were threads writing at one time. */
  private final ConcurrentLinkedQueue<Workspace> idle = new ConcurrentLinkedQueue<>();

  private record Workspace(Resampler resampler, TensorWriter writer) {}

  public Preprocessor(
      Preprocessing preprocessing, ImageGate gate, DecodeBudget budget, NativeHandles handles) {
    this.preprocessing = preprocessing;
    this.gate = gate;
    this.budget = budget;
    this.handles = handles;
  }

  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /**
   * Checks and decodes the image between the buffer's position and limit, waiting for the decode
   * budget. The buffer, heap or direct, is not changed and not kept; its bytes are copied once.
   *
   * @throws ImageRefusedException if the image is not accepted or cannot be decoded
   */
  public DecodedImage decode(ByteBuffer encoded) throws ImageRefusedException {
    return decode(encoded, () -> {});
  }

  /**
   * As {@link #decode(ByteBuffer)}, and says when the waiting is over and the work begins.
   *
   * @param begins called once the image has passed the gate and has its part of the budget
   */
  public DecodedImage decode(ByteBuffer encoded, Runnable begins) throws ImageRefusedException {
    ImageHeader header = gate.check(encoded);
    DecodePlan plan = DecodePlan.of(header, preprocessing);
    int acquired = budget.acquire(plan.bytes());
    Mat pixels = null;
    try {
      begins.run();
      pixels = OpenCv.decode(encoded, header, plan);
    } finally {
      if (pixels == null) {
        budget.release(acquired);
      }
    }
    handles.opened(NativeHandles.Kind.IMAGE);
    return new DecodedImage(
        header,
        preprocessing,
        plan.divisor(),
        pixels,
        new DecodedImage.Lease(budget, acquired, handles));
  }

  /**
   * Writes the image's tensor, {@link Preprocessing#tensorBytes} bytes, at the buffer's position
   * and advances it.
   *
   * @param image one decoded for the same preprocessing
   * @param target a direct buffer in native order
   */
  public void write(DecodedImage image, ByteBuffer target) {
    if (!image.preprocessing().equals(preprocessing)) {
      throw new IllegalArgumentException("the image was decoded for another preprocessing");
    }
    int bytes = preprocessing.tensorBytes();
    if (!target.isDirect()
        || target.order() != ByteOrder.nativeOrder()
        || target.remaining() < bytes) {
      throw new IllegalArgumentException(
          "target must be a direct buffer in native order with %d bytes remaining, but was %s"
              .formatted(bytes, target));
    }
    Workspace workspace = idle.poll();
    if (workspace == null) {
      workspace = new Workspace(new Resampler(preprocessing), new TensorWriter(preprocessing));
    }
    ByteBuffer tensor = target.slice(target.position(), bytes).order(ByteOrder.nativeOrder());
    boolean columns = image.header().orientation().transposes();
    workspace.resampler().resample(image, workspace.writer().into(tensor, columns));
    target.position(target.position() + bytes);
    idle.offer(workspace);
  }
}
