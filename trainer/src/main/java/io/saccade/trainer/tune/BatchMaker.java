package io.saccade.trainer.tune;

import io.saccade.trainer.data.Sample;
import io.saccade.trainer.progress.TrainingFailedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the batch of any step of any epoch: reads its images, mixes them where the plan says so,
 * and takes them through the frozen part of the network. Used by one thread at a time.
 */
final class BatchMaker implements AutoCloseable {

  private final List<Sample> training;
  private final TunePlan plan;
  private final Chance chance;
  private final Targets targets;
  private final Cut cut;
  private final Images images;
  private final @Nullable Front front;
  private final FloatBuffer frontOut;
  private int[] order = {};
  private int orderOf = -1;

  BatchMaker(TuneTask task, TunePlan plan, Cut cut, Front.Opener opener)
      throws TrainingFailedException {
    int[] labels = task.training().stream().mapToInt(Sample::label).toArray();
    int most = Math.min(plan.batch(), task.training().size());
    this.training = task.training();
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
    return (training.size() + plan.batch() - 1) / plan.batch();
  }

  /** How many images there are in an epoch before this step of it. */
  int imagesBefore(int step) {
    return (int) ((long) training.size() * step / steps());
  }

  /** The batch of a step. */
  Batch make(int epoch, int step) throws IOException, TrainingFailedException {
    List<Sample> samples = samples(epoch, step);
    int[] labels = samples.stream().mapToInt(Sample::label).toArray();
    int rows = labels.length;
    float[] wanted = targets.of(labels);
    images.read(samples, epoch);
    if (plan.mixup() > 0) {
      double own = chance.mixing(epoch, step, plan.mixup());
      wanted = Mixing.of(wanted, rows, own);
      images.overwrite(Mixing.of(images.values(), rows, own));
    }
    return new Batch(epoch, step, input(rows), cut.dims(rows), wanted, labels);
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

  private List<Sample> samples(int epoch, int step) {
    if (epoch != orderOf) {
      order = chance.order(epoch, training.size());
      orderOf = epoch;
    }
    List<Sample> samples = new ArrayList<>();
    for (int i = imagesBefore(step); i < imagesBefore(step + 1); i++) {
      samples.add(training.get(order[i]));
    }
    return samples;
  }

  @Override
  public void close() {
    if (front != null) {
      front.close();
    }
  }
}
