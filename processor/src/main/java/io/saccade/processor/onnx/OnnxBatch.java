package io.saccade.processor.onnx;

import ai.onnxruntime.OrtException;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.ModelFailedException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One batch of an {@link OnnxModel}. */
final class OnnxBatch implements BatchTensors {

  private final OnnxModel model;
  private final BoundRows rows;

  /** Where rows in the middle are run by themselves; made when a culprit is first looked for. */
  private @Nullable BoundRows aside;

  private final RunSwitch runSwitch;

  OnnxBatch(OnnxModel model) throws OrtException {
    this.model = model;
    this.rows = new BoundRows(model);
    this.runSwitch = new RunSwitch();
  }

  @Override
  public int capacity() {
    return model.plan().buckets().largest();
  }

  @Override
  public ByteBuffer input(int row) {
    return rows.input(row);
  }

  @Override
  public void run(int lane, int from, int count) throws ModelFailedException {
    LaneSessions sessions = model.lane(lane);
    int bucket = model.bucket(count);
    try {
      if (from == 0) {
        run(sessions, rows, bucket);
      } else {
        BoundRows part = aside();
        part.copyInputs(rows, from, count);
        run(sessions, part, bucket);
        rows.copyOutputs(part, from, count);
      }
    } catch (OrtException e) {
      throw OrtFailure.ofRun(e, sessions.device());
    }
  }

  @Override
  public void terminate() {
    runSwitch.terminate();
  }

  @Override
  public void output(int row, float[] target) {
    rows.output(row, target);
  }

  @Override
  public boolean features(int row, float[] target) {
    return rows.features(row, target);
  }

  @Override
  public void close() {
    rows.close();
    if (aside != null) {
      aside.close();
    }
    runSwitch.close();
  }

  private BoundRows aside() throws ModelFailedException {
    BoundRows made = aside;
    if (made == null) {
      try {
        made = new BoundRows(model);
      } catch (OutOfMemoryError e) {
        throw new ModelFailedException("there is no native memory to look for the culprit in", e);
      }
      aside = made;
    }
    return made;
  }

  private void run(LaneSessions sessions, BoundRows rows, int bucket)
      throws OrtException, ModelFailedException {
    runSwitch.on();
    try {
      sessions.run(() -> rows.run(sessions.session(bucket), bucket, runSwitch.options()));
    } finally {
      runSwitch.off();
    }
  }
}
