package io.saccade.processor.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.saccade.model.NativeHandles;
import io.saccade.processor.serving.ModelFailedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the batches of a lane run on.
 *
 * <p>On the CPU that is one session for every lane and bucket, called on the lane's own thread. On
 * a GPU each lane has a session for each bucket, and a thread that alone calls them: cuDNN's plan
 * of a convolution is made anew whenever its input has another shape than the last time, so a
 * session is shown one shape in all its life.
 */
final class LaneSessions implements AutoCloseable {

  private final String device;
  private final List<OrtSession> sessions;
  private final @Nullable LaneThread thread;
  private final NativeHandles handles;

  private LaneSessions(
      String device,
      List<OrtSession> sessions,
      @Nullable LaneThread thread,
      NativeHandles handles) {
    this.device = device;
    this.sessions = List.copyOf(sessions);
    this.thread = thread;
    this.handles = handles;
    sessions.forEach(session -> handles.opened(NativeHandles.Kind.SESSION));
  }

  /** Takes over a session that serves every lane. */
  static LaneSessions cpu(OrtSession session, NativeHandles handles) {
    return new LaneSessions("cpu", List.of(session), null, handles);
  }

  /** Takes over the sessions of one lane, one a bucket in the buckets' order. */
  static LaneSessions cuda(
      String device, int lane, List<OrtSession> byBucket, NativeHandles handles) {
    LaneThread thread = new LaneThread("saccade-" + device.replace(":", "-") + "-lane-" + lane);
    return new LaneSessions(device, byBucket, thread, handles);
  }

  String device() {
    return device;
  }

  /** The session for a bucket, by its place among the buckets. */
  OrtSession session(int bucket) {
    return sessions.get(thread == null ? 0 : bucket);
  }

  /** Does what calls the sessions, where they may be called. */
  void run(LaneThread.Work work) throws OrtException, ModelFailedException {
    if (thread == null) {
      work.run();
    } else {
      thread.run(work);
    }
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.close();
    }
    for (OrtSession session : sessions) {
      OnnxRuntime.close(session);
      handles.closed(NativeHandles.Kind.SESSION);
    }
  }
}
