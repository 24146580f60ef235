package io.saccade.cli.demo;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;

/**
 * The first act: the first version answers, and nothing else happens.
 *
 * @param images how many have to come out
 */
record CalmAct(Stage stage, long images) {

  /** Plays it; returns since when all was warm, by {@link System#nanoTime}. */
  long play() throws CommandFailedException, InterruptedException {
    stage
        .told()
        .accept(
            "the first version answers, up to %,.0f images a second ...".formatted(Traffic.RATE));
    stage.traffic().start(Traffic.RATE);
    String doing = "the first version was answering";
    Underway underway = stage.underway();
    try (Progress progress = Progress.of("first version answers", images, "images")) {
      stage.await(doing, () -> reached(progress, images / 2));
      // The first images are those by which Java compiles everything.
      long warm = System.nanoTime();
      stage.await(doing, () -> reached(progress, images));
      return warm;
    } finally {
      stage.told().accept("%,d events have come out".formatted(underway.settled()));
    }
  }

  private boolean reached(Progress progress, long goal) {
    long settled = stage.underway().settled();
    progress.stepTo(Math.min(settled, images));
    return settled >= goal;
  }
}
