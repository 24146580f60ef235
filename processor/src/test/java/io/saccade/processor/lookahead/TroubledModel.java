package io.saccade.processor.lookahead;

import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Model;
import io.saccade.processor.serving.ModelFailedException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A real model in front of which things can be made to go wrong, image by image. */
final class TroubledModel implements Model {

  private final Model model;
  private final Set<Integer> poison = ConcurrentHashMap.newKeySet();
  private final Set<Integer> blank = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Stall> stalls = new ConcurrentHashMap<>();
  private volatile @Nullable Stall stallOfAll;
  private final Map<Integer, Set<Thread>> threads = new ConcurrentHashMap<>();
  private volatile boolean broken;

  TroubledModel(Model model) {
    this.model = model;
  }

  /** Fails every batch that holds the image with this tensor. */
  void poison(ByteBuffer tensor) {
    poison.add(hash(tensor));
  }

  /** Makes the outputs of the image with this tensor not a number. */
  void blank(ByteBuffer tensor) {
    blank.add(hash(tensor));
  }

  /** Lets every run wait that has the image with this tensor. */
  Stall stall(ByteBuffer tensor) {
    Stall stall = new Stall();
    stalls.put(hash(tensor), stall);
    return stall;
  }

  /** Lets every run wait. */
  Stall stallAll() {
    Stall stall = new Stall();
    stallOfAll = stall;
    return stall;
  }

  /** Fails every run from now on. */
  void breakDown() {
    broken = true;
  }

  /** The threads that have run batches, by lane. */
  Map<Integer, Set<Thread>> threads() {
    return threads;
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

  private static int hash(ByteBuffer tensor) {
    return tensor.duplicate().hashCode();
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
      threads
          .computeIfAbsent(lane, unused -> ConcurrentHashMap.newKeySet())
          .add(Thread.currentThread());
      Stall all = stallOfAll;
      if (all != null) {
        all.hold();
      }
      for (int row = from; row < from + count; row++) {
        Stall stall = stalls.get(hash(tensors.input(row)));
        if (stall != null) {
          stall.hold();
        }
        if (broken || poison.contains(hash(tensors.input(row)))) {
          throw new ModelFailedException("poisoned");
        }
      }
      tensors.run(lane, from, count);
    }

    @Override
    public void output(int row, float[] target) {
      tensors.output(row, target);
      if (blank.contains(hash(tensors.input(row)))) {
        target[0] = Float.NaN;
      }
    }

    @Override
    public void close() {
      tensors.close();
    }
  }
}
