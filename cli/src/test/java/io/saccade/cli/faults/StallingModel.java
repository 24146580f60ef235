package io.saccade.cli.faults;

import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Model;
import io.saccade.processor.serving.ModelFailedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A real model in front of which every batch that holds an all white image stands still, as native
 * code does: no interrupt wakes it.
 */
final class StallingModel implements Model {

  /** The colours' preprocessing makes 1 of white; nothing drawn is so bright all along a row. */
  private static final float WHITE = 0.99f;

  private static final int LOOK_AT = 256;

  private final Model model;
  private final Duration stall;
  private final CountDownLatch ended = new CountDownLatch(1);

  StallingModel(Model model, Duration stall) {
    this.model = model;
    this.stall = stall;
  }

  /** Lets go whoever stands. */
  void end() {
    ended.countDown();
  }

  @Override
  public BatchTensors newBatch() throws ModelFailedException {
    return new Tensors(model.newBatch());
  }

  @Override
  public LanePlan plan() {
    return model.plan();
  }

  @Override
  public String device(int lane) {
    return model.device(lane);
  }

  @Override
  public int ownLanes() {
    return model.ownLanes();
  }

  @Override
  public String where() {
    return model.where();
  }

  @Override
  public void close() {
    model.close();
  }

  private static boolean isWhite(ByteBuffer input) {
    FloatBuffer values = input.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
    for (int i = 0; i < LOOK_AT; i++) {
      if (values.get(i) < WHITE) {
        return false;
      }
    }
    return true;
  }

  private void hold() {
    long until = System.nanoTime() + stall.toNanos();
    boolean interrupted = false;
    while (true) {
      try {
        boolean unused = ended.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Tensors implements BatchTensors {

    private final BatchTensors tensors;

    Tensors(BatchTensors tensors) {
      this.tensors = tensors;
    }

    @Override
    public int capacity() {
      return tensors.capacity();
    }

    @Override
    public ByteBuffer input(int row) {
      return tensors.input(row);
    }

    @Override
    public void run(int lane, int from, int count) throws ModelFailedException {
      for (int row = from; row < from + count; row++) {
        if (isWhite(tensors.input(row))) {
          hold();
          break;
        }
      }
      tensors.run(lane, from, count);
    }

    @Override
    public void output(int row, float[] target) {
      tensors.output(row, target);
    }

    @Override
    public void close() {
      tensors.close();
    }
  }
}
