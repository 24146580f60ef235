package io.saccade.bench.latency;

import io.saccade.bench.latency.SwapRow.Second;
import io.saccade.bench.latency.SwapRow.Swap;
import io.saccade.bench.latency.SwapTimeline.Window;
import io.saccade.bench.pipeline.BrokerProcess;
import io.saccade.bench.pipeline.Capacity;
import io.saccade.bench.pipeline.Effort;
import io.saccade.bench.pipeline.Kafka;
import io.saccade.bench.pipeline.Workload;
import io.saccade.bench.results.Rounded;
import io.saccade.cli.console.BadEndings;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import io.saccade.processor.release.ReleaseTopics;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Puts a processor under one load for as long as it takes, and swaps its version again and again.
 * One swap goes before, unmeasured: the code that loads versions is compiled with it.
 */
final class SwapBench {

  private static final int CAPACITY_ROUNDS = 3;
  private static final int KEPT_SECONDS = 20;
  private static final long MIN_KEPT_BYTES = 64L << 20;

  private final Workload workload;
  private final SwapPlan plan;
  private final Map<String, String> settings;
  private final Consumer<Swap> measured;

  /**
   * A benchmark.
   *
   * @param settings what differs from the processor's defaults
   * @param measured is told of every swap when it is over
   */
  SwapBench(
      Workload workload, SwapPlan plan, Map<String, String> settings, Consumer<Swap> measured) {
    this.workload = workload;
    this.plan = plan;
    this.settings = settings;
    this.measured = measured;
  }

  /**
   * Measures all of it.
   *
   * @param folder for the broker's data and all else
   * @throws SettingsException naming what is wrong with the processor's settings
   */
  SwapRow run(Path folder)
      throws CommandFailedException, SettingsException, IOException, InterruptedException {
    SlowVersions versions = SlowVersions.of(workload.bundle(), plan.versionLoad());
    List<SlowVersions.Version> written = versions.write(folder.resolve("models"), plan.swaps() + 1);
    try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"))) {
      Kafka kafka = new Kafka(broker.bootstrap(), broker.registry());
      double capacity =
          Capacity.measure(
              broker, workload, folder, settings, new Effort(CAPACITY_ROUNDS, plan.warmUp()));
      createTopics(kafka, capacity);
      Map<String, String> released = new HashMap<>(settings);
      released.put("releases", "follow");
      released.put("bundle.roots", folder.resolve("models").toString());
      ProcessorSettings all = SaccadeSubject.settings(kafka, workload, folder, released);
      try (EventSender sender = new EventSender(kafka, workload);
          Subject saccade = SaccadeSubject.start(all);
          Releases releases = Releases.of(workload.bundle().manifest().name(), kafka)) {
        SwapTimeline timeline = new SwapTimeline();
        Underway load = new Underway(kafka, sender, saccade, capacity, timeline);
        List<Moments> moments = load.through(() -> swap(releases, written, timeline));
        return row(capacity, versions.goldenImages(), moments, timeline);
      }
    }
  }

  /**
   * When things happened, by the clock of the load.
   *
   * @param from a quiet time begins that the next is held against
   * @param quiet the next begins
   * @param issued it ends with the release
   * @param served the release serves
   */
  private record Moments(long from, long quiet, long issued, long served) {

    long over() {
      return served + SwapPlan.AFTER.toNanos();
    }
  }

  /** What happens while the load goes on. */
  private interface Conduct {
    List<Moments> run() throws CommandFailedException, InterruptedException;
  }

  private List<Moments> swap(
      Releases releases, List<SlowVersions.Version> versions, SwapTimeline timeline)
      throws CommandFailedException, InterruptedException {
    WaitingClock clock = WaitingClock.ofMachine();
    clock.await(clock.nanos() + plan.warmUp().toNanos());
    List<Moments> moments = new ArrayList<>();
    try (Progress progress = Progress.of("swaps", versions.size(), "swaps")) {
      for (SlowVersions.Version version : versions) {
        long from = clock.nanos();
        clock.await(from + plan.quiet().toNanos());
        long quiet = clock.nanos();
        clock.await(quiet + plan.quiet().toNanos());
        long issued = clock.nanos();
        releases.issue(version);
        releases.awaitServing(plan.patience());
        Moments swap = new Moments(from, quiet, issued, clock.nanos());
        clock.await(swap.over() + SwapPlan.SETTLING.toNanos());
        moments.add(swap);
        if (moments.size() > 1) {
          measured.accept(swap(swap, moments.get(0).from(), timeline));
        }
        progress.step();
      }
    }
    return moments;
  }

  private static Swap swap(Moments at, long start, SwapTimeline timeline) {
    double second = Duration.ofSeconds(1).toNanos();
    return new Swap(
        (at.issued() - start) / second,
        (at.served() - start) / second,
        timeline.p99Millis(at.from(), at.quiet()),
        timeline.p99Millis(at.quiet(), at.issued()),
        timeline.p99Millis(at.issued(), at.over()),
        timeline.rate(at.quiet(), at.issued()),
        timeline.rate(at.issued(), at.over()));
  }

  private SwapRow row(
      double capacity, int goldenImages, List<Moments> moments, SwapTimeline timeline) {
    long start = moments.get(0).from();
    return new SwapRow(
        workload.modelName(),
        workload.images().size(),
        Math.round(workload.meanBytes()),
        workload.partitions(),
        plan.load(),
        capacity,
        goldenImages,
        together(moments.subList(1, moments.size()), timeline),
        moments.stream().skip(1).map(at -> swap(at, start, timeline)).toList(),
        seconds(moments, timeline));
  }

  private static SwapRow.Together together(List<Moments> moments, SwapTimeline timeline) {
    return new SwapRow.Together(
        p99Millis(moments, timeline, at -> new Window(at.from(), at.quiet())),
        p99Millis(moments, timeline, at -> new Window(at.quiet(), at.issued())),
        p99Millis(moments, timeline, at -> new Window(at.from(), at.issued())),
        p99Millis(moments, timeline, at -> new Window(at.issued(), at.over())));
  }

  private static double p99Millis(
      List<Moments> moments, SwapTimeline timeline, Function<Moments, Window> window) {
    return timeline.p99Millis(moments.stream().map(window).toList());
  }

  private static List<Second> seconds(List<Moments> moments, SwapTimeline timeline) {
    long step = Duration.ofSeconds(1).toNanos();
    long end = moments.get(moments.size() - 1).over();
    List<Second> seconds = new ArrayList<>();
    for (long from = moments.get(0).from(); from + step - end <= 0; from += step) {
      long begin = from;
      double p99 = timeline.p99Millis(begin, begin + step);
      seconds.add(
          new Second(
              Double.isNaN(p99) ? null : Rounded.tenths(p99),
              Rounded.tenths(timeline.rate(begin, begin + step)),
              moments.stream()
                  .anyMatch(at -> begin + step - at.issued() > 0 && begin - at.served() < 0)));
    }
    return seconds;
  }

  private void createTopics(Kafka kafka, double capacity)
      throws CommandFailedException, InterruptedException {
    double bytes = capacity * plan.load() / 100 * KEPT_SECONDS * workload.meanBytes();
    long kept = Math.max(MIN_KEPT_BYTES, (long) (2 * bytes / workload.partitions()));
    EventTopics.create(kafka, SaccadeSubject.EVENTS, workload.partitions(), kept);
    kafka.createTopic(SaccadeSubject.ANSWERS, workload.partitions());
    for (String topic : ReleaseTopics.defaults().all()) {
      kafka.createTopic(topic, ReleaseTopics.PARTITIONS);
    }
  }

  /** A load that goes on until it is told to stop. */
  private final class Underway {

    private final Kafka kafka;
    private final EventSender sender;
    private final Subject subject;
    private final double capacity;
    private final SwapTimeline timeline;

    Underway(
        Kafka kafka, EventSender sender, Subject subject, double capacity, SwapTimeline timeline) {
      this.kafka = kafka;
      this.sender = sender;
      this.subject = subject;
      this.capacity = capacity;
      this.timeline = timeline;
    }

    /** Keeps the load up through what is conducted, and waits for the last answer. */
    List<Moments> through(Conduct conduct) throws CommandFailedException, InterruptedException {
      StoppableSchedule schedule =
          new StoppableSchedule(
              Schedule.constant(capacity * plan.load() / 100), plan.longest().toNanos());
      LoadRun run = new LoadRun(kafka, workload.partitions(), sender, Optional.empty());
      ExecutorService thread =
          Executors.newSingleThreadExecutor(task -> new Thread(task, "saccade-bench-answers"));
      try {
        Future<?> load =
            thread.submit(
                () -> {
                  run.run(
                      subject,
                      schedule,
                      plan.longest(),
                      (due, now, times) -> timeline.add(due, now));
                  return null;
                });
        List<Moments> moments = conduct.run();
        schedule.stop();
        load.get();
        return moments;
      } catch (ExecutionException e) {
        throw new CommandFailedException("the load failed: " + BadEndings.message(e), e);
      } finally {
        schedule.stop();
        thread.shutdownNow();
      }
    }
  }
}
