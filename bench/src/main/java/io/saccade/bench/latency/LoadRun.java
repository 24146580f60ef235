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

  /** Is told what happens to each event; by two threads, but of each thing by one. */
  interface Witness {

    /** It was handed to the producer. */
    default void sent(long dueNanos, long nowNanos) {}

    /** Its answer is there for a consumer of committed records. */
    void visible(long dueNanos, long nowNanos, Optional<EngineTimes> times);
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
      long start = clock.nanos() + HEAD_START.toNanos();
      long from = start + Plan.LEAD.toNanos();
      long end = from + window.toNanos();
      Recording recording = new Recording(from, end, target);
      run(
          subject,
          answers,
          new Course(schedule, start, end),
          new Witness() {
            @Override
            public void sent(long dueNanos, long nowNanos) {
              recording.sent(dueNanos, nowNanos);
            }

            @Override
            public void visible(long dueNanos, long nowNanos, Optional<EngineTimes> times) {
              recording.visible(dueNanos, nowNanos, times);
              progress.step();
            }
          });
      return recording;
    }
  }

  /** Runs a load for so long, or until its schedule ends; waits for the last answer. */
  void run(Subject subject, Schedule schedule, Duration longest, Witness witness)
      throws CommandFailedException, InterruptedException {
    try (AnswerReader answers = new AnswerReader(kafka, subject.output(), partitions)) {
      long start = clock.nanos() + HEAD_START.toNanos();
      run(subject, answers, new Course(schedule, start, start + longest.toNanos()), witness);
    }
  }

  /** What is sent from when to when. */
  private record Course(Schedule schedule, long startNanos, long endNanos) {}

  private void run(Subject subject, AnswerReader answers, Course course, Witness witness)
      throws CommandFailedException, InterruptedException {
    AtomicLong expected = new AtomicLong(Long.MAX_VALUE);
    ExecutorService thread = Executors.newSingleThreadExecutor(LoadRun::named);
    try {
      Future<Void> sending =
          thread.submit(
              () -> {
                // Zero where sending fails, so that nobody waits for answers.
                long sent = 0;
                try {
                  sent = send(course, subject, witness);
                } finally {
                  expected.set(sent);
                }
                return null;
              });
      answers.read(
          expected::get,
          (answer, now) ->
              witness.visible(
                  DueHeader.read(answer.headers()), now, EngineTimes.of(answer.headers())));
      sending.get();
    } catch (ExecutionException e) {
      throw new CommandFailedException("the load failed: " + BadEndings.message(e), e);
    } finally {
      thread.shutdownNow();
    }
  }

  private long send(Course course, Subject subject, Witness witness)
      throws CommandFailedException, InterruptedException {
    return new OpenLoop(clock, course.schedule())
        .run(
            course.startNanos(),
            course.endNanos(),
            (number, due, now) -> {
              witness.sent(due, now);
              sender.send(subject.input(), number, due);
            });
  }

  private static Thread named(Runnable sending) {
    return new Thread(sending, "saccade-bench-load");
  }
}
