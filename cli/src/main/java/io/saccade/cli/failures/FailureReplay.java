package io.saccade.cli.failures;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.kafka.Topics.Topic;
import io.saccade.cli.publish.Pace;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** One replay: decides about each failure, and puts back what is to be. For one thread. */
final class FailureReplay {

  /** So many a second. */
  private static final double SLOW = 10;

  private final Order order;
  private final Sources sources;
  private final @Nullable Reinjection reinjection;
  private final Consumer<Decision> told;
  private final Map<Fate, Long> counts = new EnumMap<>(Fate.class);
  private long sent;

  /**
   * What is asked for.
   *
   * @param maxAttempts how often one event is put back
   * @param rate how many a second; 0 for as many as go
   */
  record Order(Selection selection, int maxAttempts, double rate) {}

  /**
   * What is read.
   *
   * @param failures all of them
   * @param replays what was done before
   * @param events the events that failed
   * @param images the topic of those
   */
  record Sources(FailureLog failures, Replays replays, SourceTopic events, Topic images) {}

  /**
   * A replay.
   *
   * @param reinjection puts events back; null in a dry run
   * @param told of every failure that is selected, of one that is put back once it is
   */
  FailureReplay(
      Order order, Sources sources, @Nullable Reinjection reinjection, Consumer<Decision> told) {
    this.order = order;
    this.sources = sources;
    this.reinjection = reinjection;
    this.told = told;
  }

  /** Runs it until the end, or until somebody asks to stop; says how many met which fate. */
  Map<Fate, Long> run(StopSignal stop) throws CommandFailedException, InterruptedException {
    Pace pace = new Pace(order.rate(), System.nanoTime());
    try (Progress progress = Progress.of("replay", sources.failures().size(), "failures")) {
      Optional<List<Failure>> next = sources.failures().next();
      while (next.isPresent() && goesOn(stop)) {
        for (Failure failure : next.get()) {
          if (goesOn(stop) && order.selection().has(failure)) {
            pace.await(sent, stop);
            decide(failure);
          }
          progress.step();
        }
        next = sources.failures().next();
      }
      commit();
    }
    return counts;
  }

  private boolean goesOn(StopSignal stop) {
    return !stop.isAsked() && sent < order.selection().limit();
  }

  private void decide(Failure failure) throws CommandFailedException, InterruptedException {
    Optional<Place> source = failure.source();
    if (source.isEmpty() || failure.code().isEmpty()) {
      tell(Decision.of(failure, Fate.FOREIGN));
    } else if (!source.get().topic().equals(sources.images().name())) {
      tell(Decision.of(failure, Fate.ELSEWHERE));
    } else if (sources.replays().of(failure.place()).isPresent()) {
      tell(
          new Decision(
              failure, Fate.DONE, sources.replays().of(failure.place()).map(Replayed::to), ""));
    } else if (failure.attempt() >= order.maxAttempts()) {
      tell(Decision.of(failure, Fate.GIVEN_UP));
    } else {
      putBack(failure, source.get());
    }
  }

  private void putBack(Failure failure, Place source)
      throws CommandFailedException, InterruptedException {
    Original original =
        failure.isCut() ? sources.events().find(failure, source) : Original.in(failure);
    if (original instanceof Original.Lost lost) {
      tell(new Decision(failure, Fate.LOST, Optional.empty(), lost.why()));
      return;
    }
    Original.Kept kept = (Original.Kept) original;
    Headers headers = Link.headers(kept, failure, source);
    if (!Reinjection.fits(kept, headers, sources.images())) {
      tell(Decision.of(failure, Fate.TOO_LARGE));
      return;
    }
    sent++;
    if (reinjection == null) {
      tell(Decision.of(failure, Fate.REPLAYED));
      return;
    }
    reinjection.send(failure, source, kept, headers);
    // At a pace, no transaction waits for the next event.
    if (reinjection.isDue() || (order.rate() > 0 && order.rate() <= SLOW)) {
      commit();
    }
  }

  private void commit() throws CommandFailedException, InterruptedException {
    if (reinjection != null) {
      reinjection.commit(sources.replays()).forEach(this::tell);
    }
  }

  private void tell(Decision decision) {
    counts.merge(decision.fate(), 1L, Long::sum);
    told.accept(decision);
  }
}
