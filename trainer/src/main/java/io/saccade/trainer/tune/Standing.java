package io.saccade.trainer.tune;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a training has come.
 *
 * @param epoch that is being trained, from 1
 * @param step how many of its steps are done
 * @param images how many images these had
 * @param loss the sum of their losses
 * @param right how many of them were right
 * @param rate the learning rate of the last step
 * @param ended every epoch that has ended, from epoch 0
 */
record Standing(
    int epoch, int step, long images, double loss, long right, double rate, List<TuneEpoch> ended) {

  Standing {
    ended = List.copyOf(ended);
  }

  static Standing begun(TuneEpoch before) {
    return new Standing(1, 0, 0, 0, 0, 0, List.of(before));
  }

  /** After one more step. */
  Standing after(Batch batch, Learner.Outcome outcome, double stepRate) {
    return new Standing(
        epoch,
        step + 1,
        images + batch.rows(),
        loss + outcome.loss() * batch.rows(),
        right + outcome.right(),
        stepRate,
        ended);
  }

  /** The epoch that is being trained, as it is so far. */
  TuneEpoch trained() {
    return TuneEpoch.trained(epoch, rate, loss / images, right / (double) images);
  }

  /** At the beginning of the next epoch. */
  Standing after(TuneEpoch epochEnded) {
    List<TuneEpoch> all = new ArrayList<>(ended);
    all.add(epochEnded);
    return new Standing(epoch + 1, 0, 0, 0, 0, rate, all);
  }

  /** The best epoch that has ended; the first of equal ones. */
  TuneEpoch best() {
    return best(ended);
  }

  private static TuneEpoch best(List<TuneEpoch> epochs) {
    TuneEpoch best = epochs.get(0);
    for (TuneEpoch each : epochs) {
      best = each.beats(best) ? each : best;
    }
    return best;
  }

  /**
   * Whether all is done, or nothing has become better for as long as the plan has patience. What
   * training began with does not count: at a high rate it may fall behind that for some epochs, and
   * climb all the same.
   */
  boolean isOver(TunePlan plan) {
    return epoch > plan.epochs() || (plan.patience() > 0 && ended.size() > 1 && isTired(plan));
  }

  private boolean isTired(TunePlan plan) {
    return epoch - 1 - best(ended.subList(1, ended.size())).number() >= plan.patience();
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(epoch);
    out.writeInt(step);
    out.writeLong(images);
    out.writeDouble(loss);
    out.writeLong(right);
    out.writeDouble(rate);
    out.writeInt(ended.size());
    for (TuneEpoch each : ended) {
      out.writeInt(each.number());
      out.writeDouble(each.rate());
      out.writeDouble(each.loss());
      out.writeDouble(each.accuracy());
      out.writeDouble(each.validationLoss());
      out.writeDouble(each.validationAccuracy());
    }
    return bytes.toByteArray();
  }

  static Standing read(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int epoch = in.readInt();
    int step = in.readInt();
    long images = in.readLong();
    double loss = in.readDouble();
    long right = in.readLong();
    double rate = in.readDouble();
    List<TuneEpoch> ended = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      int number = in.readInt();
      TuneEpoch trained =
          TuneEpoch.trained(number, in.readDouble(), in.readDouble(), in.readDouble());
      ended.add(trained.scored(in.readDouble(), in.readDouble()));
    }
    return new Standing(epoch, step, images, loss, right, rate, ended);
  }
}
