package io.saccade.cli.replay;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import io.saccade.cli.console.StopSignal;
import io.saccade.model.BundleRefusedException;
import io.saccade.processor.ReplayEngine;
import io.saccade.processor.ReplayEngine.Replayed;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Leads events through an engine: while those of one poll are waited for, those of the next are on
 * their way. For one thread.
 */
final class ReplayRun {

  private final ReplayEngine engine;
  private final StopSignal stop;
  private final Progress progress;
  private final long limit;
  private long begun;

  /** Is told of every prediction, in the order of its partition. */
  interface Listener {

    void predicted(ConsumerRecord<byte[], byte[]> event, Record<byte[], byte[]> prediction)
        throws CommandFailedException;
  }

  /**
   * A run.
   *
   * @param limit how many events at most
   */
  ReplayRun(ReplayEngine engine, StopSignal stop, Progress progress, long limit) {
    this.engine = engine;
    this.stop = stop;
    this.progress = progress;
    this.limit = limit;
  }

  /** Runs all acts, or as many as there are until somebody asks to stop or the limit is reached. */
  Outcomes run(List<Act> acts, Listener listener)
      throws BundleRefusedException, CommandFailedException, InterruptedException {
    Outcomes outcomes = new Outcomes();
    try (Consumer<byte[], byte[]> consumer = engine.consumer()) {
      for (Act act : acts) {
        if (!isOver()) {
          act.versions().enter(engine);
          run(new RangeReader(consumer, act.range()), outcomes, listener);
        }
      }
    }
    return outcomes;
  }

  private void run(RangeReader reader, Outcomes outcomes, Listener listener)
      throws CommandFailedException {
    List<ConsumerRecord<byte[], byte[]>> current = List.of();
    do {
      List<ConsumerRecord<byte[], byte[]>> next = List.of();
      if (!isOver() && !reader.isDone()) {
        next = withinLimit(reader.poll());
        next.forEach(engine::ahead);
      }
      for (ConsumerRecord<byte[], byte[]> event : current) {
        settle(event, outcomes, listener);
      }
      current = next;
    } while (!current.isEmpty() || (!isOver() && !reader.isDone()));
  }

  private void settle(ConsumerRecord<byte[], byte[]> event, Outcomes outcomes, Listener listener)
      throws CommandFailedException {
    Replayed replayed = engine.take(event);
    outcomes.event(event);
    if (replayed instanceof Replayed.Predicted predicted) {
      outcomes.predicted();
      listener.predicted(event, predicted.record());
    } else if (replayed instanceof Replayed.Failed failed) {
      outcomes.failed(failed.code());
    }
    progress.step();
  }

  private List<ConsumerRecord<byte[], byte[]>> withinLimit(
      List<ConsumerRecord<byte[], byte[]>> polled) {
    long left = limit - begun;
    List<ConsumerRecord<byte[], byte[]>> taken =
        polled.size() <= left ? polled : polled.subList(0, (int) left);
    begun += taken.size();
    return taken;
  }

  private boolean isOver() {
    return stop.isAsked() || begun >= limit;
  }
}
