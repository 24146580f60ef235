package io.saccade.trainer.tune;

import io.saccade.trainer.data.Sample;
import io.saccade.trainer.progress.TrainingFailedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the batch of any step of any epoch: reads its images, mixes them where the plan says so,
 * and takes them through the frozen part of the network. Used by one thread at a time.
 */
final class BatchMaker implements AutoCloseable {

  private static final long SHARE_OF_HEAP = 4;

  private final TuneTask task;
  private final TunePlan plan;
  private final Chance chance;
  private final Targets targets;
  private final Cut cut;
  private final Images images;
  private final @Nullable Front front;
  private final FloatBuffer frontOut;

  /** What the front makes of every image, where that is always the same; empty until prepared. */
  private float[][] kept = {};

  private int[] order = {};
  private int orderOf = -1;

  BatchMaker(TuneTask task, TunePlan plan, Cut cut, Front.Opener opener)
      throws TrainingFailedException {
    int[] labels = task.training().stream().mapToInt(Sample::label).toArray();
    int most = Math.min(plan.batch(), task.training().size());
    this.task = task;
    this.plan = plan;
    this.chance = new Chance(plan.seed());
    this.targets = new Targets(labels, task.classes(), plan);
    this.cut = cut;
    this.images = new Images(task.tensors(), most);
    int floats = cut.hasFront() ? Math.multiplyExact(most, cut.width()) : 0;
    this.frontOut =
        ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    this.front = cut.hasFront() ? opener.open(cut.graph().model(Map.of())) : null;
  }

  /** How many steps an epoch has. */
  int steps() {
    return (task.training().size() + plan.batch() - 1) / plan.batch();
  }

  /** Whether the frozen part need see each image only once. */
  boolean canPrepare() {
    long bytes = (long) Float.BYTES * cut.width() * task.training().size();
    return cut.hasFront()
        && !task.tensors().varies()
        && plan.mixup() == 0
        && bytes <= Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
  }

  /**
   * Takes every image through the frozen part and keeps what comes out. The images come in an order
   * of their own, since the last bits of a row may depend on its neighbours, and a training that is
   * taken up again must see the same ones.
   */
  void prepare(IntConsumer progress)
      throws IOException, TrainingFailedException, InterruptedException {
    List<Sample> all = task.training();
    float[][] rows = new float[all.size()][];
    for (int from = 0; from < rows.length; from += plan.batch()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the training was cancelled");
      }
      int to = Math.min(rows.length, from + plan.batch());
      images.read(all.subList(from, to), 0);
      float[] values = input(to - from);
      for (int row = from; row < to; row++) {
        int at = (row - from) * cut.width();
        rows[row] = Arrays.copyOfRange(values, at, at + cut.width());
      }
      progress.accept(to);
    }
    kept = rows;
  }

  /** The batch of a step. */
  Batch make(int epoch, int step) throws IOException, TrainingFailedException {
    int[] chosen = chosen(epoch, step);
    List<Sample> samples = IntStream.of(chosen).mapToObj(task.training()::get).toList();
    int[] labels = samples.stream().mapToInt(Sample::label).toArray();
    int rows = labels.length;
    float[] wanted = targets.of(labels);
    if (kept.length > 0) {
      return new Batch(epoch, step, kept(chosen), cut.dims(rows), wanted, labels);
    }
    images.read(samples, epoch);
    if (plan.mixup() > 0) {
      double own = chance.mixing(epoch, step, plan.mixup());
      wanted = Mixing.of(wanted, rows, own);
      images.overwrite(Mixing.of(images.values(), rows, own));
    }
    return new Batch(epoch, step, input(rows), cut.dims(rows), wanted, labels);
  }

  private float[] kept(int[] chosen) {
    float[] values = new float[chosen.length * cut.width()];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(kept[chosen[i]], 0, values, i * cut.width(), cut.width());
    }
    return values;
  }

  private float[] input(int rows) throws TrainingFailedException {
    if (front == null) {
      return images.values();
    }
    front.run(images.buffer(), rows, frontOut.clear());
    float[] values = new float[rows * cut.width()];
    frontOut.clear().get(values);
    return values;
  }

  /** The places of a step's images: an epoch is cut as evenly as it can be. */
  private int[] chosen(int epoch, int step) {
    int count = task.training().size();
    if (epoch != orderOf) {
      order = chance.order(epoch, count);
      orderOf = epoch;
    }
    long from = (long) count * step / steps();
    long to = (long) count * (step + 1) / steps();
    return Arrays.copyOfRange(order, (int) from, (int) to);
  }

  @Override
  public void close() {
    if (front != null) {
      front.close();
    }
  }
}
