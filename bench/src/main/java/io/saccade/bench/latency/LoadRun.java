package io.saccade.bench.latency;

import io.saccade.bench.pipeline.Kafka;
import io.saccade.cli.console.BadEndings;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Puts one subject under one load: a thread sends when events are due, the calling thread sees the
 * answers come, until the last of them is there.
 */
final class LoadRun {

  private static final Duration HEAD_START = Duration.ofMillis(50);

  private final WaitingClock clock = WaitingClock.ofMachine();
  private final Kafka kafka;
  private final int partitions;
  private final EventSender sender;
  private final Optional<Duration> target;

  LoadRun(Kafka kafka, int partitions, EventSender sender, Optional<Duration> target) {
    this.kafka = kafka;
    this.partitions = partitions;
    this.sender = sender;
    this.target = target;
  }

  /**
   * Runs a load.
   *
   * @param window how long to measure, after the lead
   * @return what was recorded
   */
  Recording run(Subject subject, Schedule schedule, Duration window, Progress progress)
      throws CommandFailedException, InterruptedException {
    try (AnswerReader answers = new AnswerReader(kafka, subject.output(), partitions)) {
      return run(subject, answers, schedule, window, progress);
    }
  }

  private Recording run(
      Subject subject, AnswerReader answers, Schedule schedule, Duration window, Progress progress)
      throws CommandFailedException, InterruptedException {
    long start = clock.nanos() + HEAD_START.toNanos();
    long from = start + Plan.LEAD.toNanos();
    long end = from + window.toNanos();
    Recording recording = new Recording(from, end, target);
    AtomicLong expected = new AtomicLong(Long.MAX_VALUE);
    ExecutorService thread = Executors.newSingleThreadExecutor(LoadRun::named);
    try {
      Future<Void> sending =
          thread.submit(
              () -> {
                // Zero where sending fails, so that nobody waits for answers.
                long sent = 0;
                try {
                  sent = send(schedule, start, end, subject, recording);
                } finally {
                  expected.set(sent);
                }
                return null;
              });
      answers.read(
          expected::get,
          (answer, now) -> {
            recording.visible(
                DueHeader.read(answer.headers()), now, EngineTimes.of(answer.headers()));
            progress.step();
          });
      sending.get();
    } catch (ExecutionException e) {
      throw new CommandFailedException("the load failed: " + BadEndings.message(e), e);
    } finally {
      thread.shutdownNow();
    }
    return recording;
  }

  private long send(Schedule schedule, long start, long end, Subject subject, Recording recording)
      throws CommandFailedException, InterruptedException {
    return new OpenLoop(clock, schedule)
        .run(
            start,
            end,
            (number, due, now) -> {
              recording.sent(due, now);
              sender.send(subject.input(), number, due);
            });
  }

  private static Thread named(Runnable sending) {
    return new Thread(sending, "saccade-bench-load");
  }
}
