package io.saccade.trainer.run;

import io.saccade.trainer.progress.Progress;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.report.EpochPoint;
import io.saccade.trainer.report.Timing;
import io.saccade.trainer.tune.TuneEpoch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Passes on what a training tells, and keeps what its report shows of it. Thread-safe. */
final class Narration implements Progress {

  private final Progress listener;
  private final List<Timing> timings = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private String stage = "";
  private long began = System.nanoTime();

  Narration(Progress listener) {
    this.listener = listener;
  }

  @Override
  public synchronized void tell(TrainingEvent event) {
    if (event instanceof TrainingEvent.Stage next) {
      endStage();
      stage = next.name();
    } else if (event instanceof TrainingEvent.Notice notice) {
      notices.add(notice.text());
    }
    listener.tell(event);
  }

  /** Begins a stage of so many units; the consumer is told how many are done. */
  IntConsumer stage(String name, int total, String unit) {
    tell(new TrainingEvent.Stage(name, total, unit));
    return done -> tell(new TrainingEvent.Step(done));
  }

  /** Tells the user something. */
  void notice(String text) {
    tell(new TrainingEvent.Notice(text));
  }

  /** How long the stages took, in their order; the present one ends with this. */
  synchronized List<Timing> timings() {
    endStage();
    return List.copyOf(timings);
  }

  /** What the user was told. */
  synchronized List<String> notices() {
    return List.copyOf(notices);
  }

  /** A pass that a network was trained by, as a curve has it. */
  static EpochPoint point(TuneEpoch epoch) {
    return new EpochPoint(
        epoch.number(),
        epoch.rate(),
        epoch.loss(),
        epoch.accuracy(),
        epoch.validationLoss(),
        epoch.validationAccuracy());
  }

  private void endStage() {
    long now = System.nanoTime();
    if (!stage.isEmpty()) {
      timings.add(new Timing(stage, Duration.ofNanos(now - began)));
    }
    stage = "";
    began = now;
  }
}
