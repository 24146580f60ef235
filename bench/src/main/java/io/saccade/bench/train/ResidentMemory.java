package io.saccade.bench.train;

import io.saccade.bench.results.Rates;
import io.saccade.trainer.progress.TrainingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Watches how much memory a training holds, step by step, as Linux counts it. */
final class ResidentMemory implements Trainer.Watch {

  private static final String KEY = "VmRSS:";
  private static final int FIFTHS = 5;

  private final Pace pace = new Pace();
  private final List<Seen> seen;

  /**
   * What was seen at a step.
   *
   * @param images that were learned from so far
   * @param mib of memory
   */
  record Seen(long images, double mib) {}

  /** Goes on from what was seen before. */
  ResidentMemory(List<Seen> seen) {
    this.seen = new ArrayList<>(seen);
  }

  @Override
  public void see(TrainingEvent event, ProcessHandle child) {
    pace.tell(event);
    if (pace.isTraining() && event instanceof TrainingEvent.Step step) {
      add(step.done(), child.pid());
    }
  }

  private void add(long images, long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))) {
        if (line.startsWith(KEY)) {
          String kib = line.substring(KEY.length()).replace("kB", "").strip();
          seen.add(new Seen(images, Long.parseLong(kib) / 1024.0));
        }
      }
    } catch (IOException gone) {
      // The process has ended meanwhile.
    }
  }

  /** How many images were learned from. */
  long images() {
    return seen.isEmpty() ? 0 : seen.get(seen.size() - 1).images();
  }

  /** MiB when it was last looked at. */
  double last() {
    return seen.isEmpty() ? Double.NaN : seen.get(seen.size() - 1).mib();
  }

  /**
   * MiB by which it grew over so many images: from the middle of the second fifth of the training
   * to that of the last; in the first fifth, code is compiled and the heap takes its place.
   */
  double growth(long over) {
    List<Seen> early = fifth(1);
    List<Seen> late = fifth(FIFTHS - 1);
    if (early.isEmpty() || late.isEmpty()) {
      return Double.NaN;
    }
    double images = middle(late).images() - middle(early).images();
    return (median(late) - median(early)) / images * over;
  }

  private List<Seen> fifth(int number) {
    int size = seen.size();
    return seen.subList(size * number / FIFTHS, size * (number + 1) / FIFTHS);
  }

  private static Seen middle(List<Seen> some) {
    return some.get(some.size() / 2);
  }

  private static double median(List<Seen> some) {
    return new Rates(some.stream().map(Seen::mib).toList()).median();
  }
}
