package io.saccade.cli.release;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.processor.release.InstanceState;
import io.saccade.processor.release.IssuedRelease;
import io.saccade.processor.release.ModelState;
import io.saccade.processor.release.ReleaseDesk;
import io.saccade.processor.release.ReleaseProgress;
import io.saccade.schemas.SchemaException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Waits until every living instance serves a release, or it is clear that they will not.
 *
 * @param desk where it was issued
 * @param mine the release
 * @param view shows how far it is
 * @param told is told what a person should know meanwhile
 */
record Awaiting(ReleaseDesk desk, IssuedRelease mine, ProgressView view, Consumer<String> told) {

  private static final Duration GLANCE = Duration.ofMillis(250);
  private static final long LONELY_NANOS = TimeUnit.SECONDS.toNanos(5);

  /**
   * How the waiting ended.
   *
   * @param state what was seen last
   * @param verdict pending where the time was over
   * @param millis how long it took
   */
  record Ending(ModelState state, Verdict verdict, long millis) {

    void requireServing(IssuedRelease mine) throws CommandFailedException {
      switch (verdict) {
        case SERVING -> {}
        case REFUSED -> throw new CommandFailedException(refused());
        case OVERTAKEN ->
            throw new CommandFailedException(
                "%s has overtaken this release (%s) before every instance served it; nothing more"
                        .formatted(
                            state.latest().map(ReleaseText::name).orElse("a later release"),
                            ReleaseText.name(mine))
                    + " comes of it");
        case PENDING -> throw new CommandFailedException(late(mine));
      }
    }

    private String refused() {
      List<InstanceState> living = state.living();
      List<InstanceState> refusing =
          living.stream().filter(one -> one.progress().isRefused()).toList();
      String reasons =
          refusing.stream()
              .map(one -> one.progress())
              .map(p -> p.refusal().map(r -> r + " (version " + p.version() + ")").orElse(""))
              .distinct()
              .map(ReleaseText::plain)
              .collect(Collectors.joining("; "));
      return "%s\nrefused by %d of %d instances; %s"
          .formatted(
              reasons,
              refusing.size(),
              living.size(),
              refusing.size() == living.size()
                  ? "what served before serves on"
                  : "the others serve it: `release rollback` brings them back");
    }

    private String late(IssuedRelease mine) {
      String model = mine.release().getModel();
      String late =
          state.living().stream()
              .filter(one -> !one.progress().isServing())
              .map(Ending::word)
              .collect(Collectors.joining(", "));
      return "after %.0f s %s; the release stands, and `release status --model %s` shows how far it is"
          .formatted(
              millis / 1000.0,
              late.isEmpty() ? "no instance of " + model + " is there" : "not yet: " + late,
              model);
    }

    private static String word(InstanceState instance) {
      ReleaseProgress progress = instance.progress();
      return "%s (%s)"
          .formatted(
              ReleaseText.plain(instance.name()),
              progress.state().map(Enum::toString).orElse("has not reported"));
    }
  }

  Ending await(Duration atMost) throws SchemaException, InterruptedException {
    long start = System.nanoTime();
    boolean lonely = false;
    try {
      while (true) {
        ModelState state = desk.state(mine.release().getModel());
        view.show(state);
        Verdict verdict = Verdict.of(mine, state);
        long nanos = System.nanoTime() - start;
        if (verdict != Verdict.PENDING || nanos > atMost.toNanos()) {
          return new Ending(state, verdict, TimeUnit.NANOSECONDS.toMillis(nanos));
        }
        if (!lonely && state.living().isEmpty() && nanos > LONELY_NANOS) {
          lonely = true;
          told.accept(
              "no instance of %s is there; the next to start serves this release; Ctrl-C ends the"
                      .formatted(mine.release().getModel())
                  + " wait");
        }
        desk.awaitNews(GLANCE);
      }
    } catch (InterruptedException e) {
      told.accept("the release stands; `release status` shows how far it is");
      throw e;
    }
  }
}
