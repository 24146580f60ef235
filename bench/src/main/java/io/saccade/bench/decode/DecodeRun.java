package io.saccade.bench.decode;

import io.saccade.bench.results.Rates;
import io.saccade.bench.results.Turns;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.image.Preprocessing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures both ways over every class of images, on one thread and on all cores, in turns. */
final class DecodeRun {

  private final Way saccade;
  private final Way imageIo;
  private final DecodeRate rate;
  private final Turns turns;

  private record Task(ImageClass images, Way way, int threads) {}

  DecodeRun(Preprocessing preprocessing, int rounds, Duration time) {
    this.saccade = Way.saccade(preprocessing);
    this.imageIo = Way.imageIo(preprocessing);
    this.rate = new DecodeRate(preprocessing.tensorBytes(), time);
    this.turns = new Turns(rounds);
  }

  /** Two rows a class, on one thread and on all cores; one where there is one core. */
  List<DecodeRow> measure(List<ImageClass> classes, int cores)
      throws CommandFailedException, InterruptedException {
    List<Task> tasks = tasks(classes, cores);
    List<Rates> rates =
        turns.measure("decode", tasks, task -> rate.of(task.way(), task.images(), task.threads()));
    List<DecodeRow> rows = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      if (task.way() == saccade) {
        int other = tasks.indexOf(new Task(task.images(), imageIo, task.threads()));
        double theirs = other < 0 ? 0 : rates.get(other).median();
        rows.add(DecodeRow.of(task.images(), task.threads(), rates.get(i), theirs));
      }
    }
    return rows;
  }

  private List<Task> tasks(List<ImageClass> classes, int cores) {
    List<Task> tasks = new ArrayList<>();
    for (ImageClass images : classes) {
      boolean both = imageIo.decodes(images, rate.tensor());
      for (int threads : cores == 1 ? new int[] {1} : new int[] {1, cores}) {
        tasks.add(new Task(images, saccade, threads));
        if (both) {
          tasks.add(new Task(images, imageIo, threads));
        }
      }
    }
    return tasks;
  }
}
