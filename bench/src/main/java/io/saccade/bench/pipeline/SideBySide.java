package io.saccade.bench.pipeline;

import io.saccade.bench.pipeline.ProcessorChild.Reading;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Measures two processors at once, each on all of one backlog: whatever the machine does meanwhile,
 * it does to both. What an image takes of each is processor time; how many a second each gets done
 * says how the cores were shared out.
 */
final class SideBySide {

  private static final Duration BEAT = Duration.ofSeconds(1);

  /** The end of a backlog is worked off in batches that are not full. */
  private static final double BUSY = 0.98;

  private final Kafka kafka;
  private final Workload workload;
  private final Path folder;
  private final int warmUp;
  private int started;

  /**
   * Measures on a backlog that is there.
   *
   * @param folder where the processors keep their state
   * @param warmUp after how many images of each it begins
   */
  SideBySide(Kafka kafka, Workload workload, Path folder, int warmUp) {
    this.kafka = kafka;
    this.workload = workload;
    this.folder = folder;
    this.warmUp = warmUp;
  }

  /**
   * What an image takes of two processors.
   *
   * @param task what to call it
   * @param first the settings of the one that is started first
   */
  CpuPair measure(String task, Map<String, String> first, Map<String, String> second)
      throws IOException, CommandFailedException, InterruptedException {
    int end = (int) (workload.events() * BUSY);
    try (ProcessorChild one = start(first);
        ProcessorChild another = start(second);
        Progress progress = Progress.of(task, end, "images")) {
      int shown = 0;
      Reading oneNow = one.now();
      Reading anotherNow = another.now();
      Reading oneBegan = oneNow;
      Reading anotherBegan = anotherNow;
      while (Math.max(oneNow.images(), anotherNow.images()) < end
          || Math.min(oneNow.images(), anotherNow.images()) == 0) {
        if (Math.min(oneBegan.images(), anotherBegan.images()) < warmUp) {
          oneBegan = oneNow;
          anotherBegan = anotherNow;
        }
        one.pause(BEAT);
        another.pause(Duration.ZERO);
        oneNow = one.now();
        anotherNow = another.now();
        for (; shown < Math.min(oneNow.images(), end); shown++) {
          progress.step();
        }
      }
      return pair(oneBegan, anotherBegan, oneNow, anotherNow);
    }
  }

  private CpuPair pair(
      Reading oneBegan, Reading anotherBegan, Reading oneEnded, Reading anotherEnded)
      throws CommandFailedException {
    if (Math.min(oneBegan.images(), anotherBegan.images()) < warmUp) {
      throw new CommandFailedException(
          "one processor was done before the other had warmed up; raise --events or lower --warm-up");
    }
    return new CpuPair(oneEnded.since(oneBegan), anotherEnded.since(anotherBegan));
  }

  private ProcessorChild start(Map<String, String> settings)
      throws IOException, CommandFailedException, InterruptedException {
    String name = "side-" + started++;
    kafka.createTopic(name, workload.partitions());
    return ProcessorChild.start(
        folder.resolve(name + ".log"), SaccadeRun.flags(kafka, workload, folder, name, settings));
  }
}
