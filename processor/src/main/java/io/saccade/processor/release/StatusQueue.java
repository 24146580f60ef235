package io.saccade.processor.release;

import io.saccade.processor.lookahead.Coordinates;
import io.saccade.processor.lookahead.Tenure;
import io.saccade.processor.serving.Agreement;
import io.saccade.processor.serving.ReleaseId;
import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.VersionState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written of this instance, in order. Every step is written, because the topic is the
 * audit; but in a long outage intermediate steps give way. Where a release begins to answer and how
 * far its shadow agrees are said in a record of that very release, even while the next is prepared.
 * Thread-safe; nothing here blocks.
 */
final class StatusQueue {

  /** How often what a shadow says is written, where nothing else is. */
  static final Duration AGREEMENT_EVERY = Duration.ofSeconds(30);

  private static final int MOST_STEPS = 1_000;
  private static final int MOST_RELEASES = 64;

  private final StatusFormat format;
  private final InstantSource clock;
  private final Deque<Step> steps = new ArrayDeque<>();
  private final Map<ReleaseId, List<StatusFormat.First>> firsts = new LinkedHashMap<>();
  private final Map<ReleaseId, ReleaseStatus> served = new LinkedHashMap<>();
  private @Nullable ReleaseStatus serving;
  private Agreement.@Nullable Snapshot written;
  private Instant writtenAt = Instant.EPOCH;
  private boolean woken;

  private record Step(ReleaseStatus status, Instant at) {

    /** Whether more is to come of the release. */
    boolean isIntermediate() {
      return !status.isSettled()
          && status.versions().stream()
              .noneMatch(standing -> standing.state() == VersionState.REFUSED);
    }
  }

  StatusQueue(StatusFormat format, InstantSource clock) {
    this.format = format;
    this.clock = clock;
  }

  /** A step was made. */
  synchronized void changed(ReleaseStatus status) {
    Instant now = clock.instant();
    ReleaseStatus before = serving;
    if (before != null && isReplaced(before, status) && hasMoreToSay(before)) {
      add(new Step(before, now)); // The last word of its shadow.
    }
    if (status.serving().isPresent()
        && !status.isSettled()
        && !served.containsKey(status.serving().get().id())) {
      // One that was overtaken and serves all the same: who restarts has to find it.
      add(new Step(status.ofServing(), now));
    }
    add(new Step(status, now));
    status
        .serving()
        .ifPresent(
            release -> {
              serving = status.ofServing();
              served.put(release.id(), status.ofServing());
              bound(served);
            });
    notifyAll();
  }

  /** A release begins to answer on a partition. */
  synchronized void first(ReleaseId release, Coordinates at, Tenure tenure) {
    firsts
        .computeIfAbsent(release, any -> new ArrayList<>())
        .add(new StatusFormat.First(at, tenure));
    bound(firsts);
    notifyAll();
  }

  /** Time has passed: what a shadow says is written now and then, if it says something new. */
  synchronized void passed() {
    Instant at = clock.instant();
    ReleaseStatus now = serving;
    if (now != null
        && steps.isEmpty()
        && !at.isBefore(writtenAt.plus(AGREEMENT_EVERY))
        && hasMoreToSay(now)) {
      add(new Step(now, at));
    }
  }

  /** What is to be written next; what is taken has to be written. */
  synchronized Optional<ModelStatus> next() {
    Step step = steps.poll();
    if (step != null) {
      return Optional.of(written(step));
    }
    Iterator<ReleaseId> releases = firsts.keySet().iterator();
    while (releases.hasNext()) {
      ReleaseStatus of = served.get(releases.next());
      // Where none is known yet, a moment later it is.
      if (of != null) {
        return Optional.of(written(new Step(of, clock.instant())));
      }
    }
    return Optional.empty();
  }

  /** Waits for something to write, at most so long, unless {@link #wake} was called. */
  synchronized void await(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = millis;
    while (isEmpty() && !woken && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
  }

  /** Ends waits now and to come. */
  synchronized void wake() {
    woken = true;
    notifyAll();
  }

  synchronized boolean isEmpty() {
    return steps.isEmpty() && firsts.keySet().stream().noneMatch(served::containsKey);
  }

  private ModelStatus written(Step step) {
    ReleaseStatus status = step.status();
    if (!status.isSettled()) {
      return format.of(status, step.at(), List.of(), Optional.empty());
    }
    List<StatusFormat.First> begun = firsts.remove(status.release().id());
    Optional<Agreement.Snapshot> agreement = status.agreement().map(StatusFormat::snapshot);
    agreement.ifPresent(
        tally -> {
          written = tally;
          writtenAt = clock.instant();
        });
    return format.of(status, step.at(), begun == null ? List.of() : begun, agreement);
  }

  private static boolean isReplaced(ReleaseStatus before, ReleaseStatus status) {
    return !status.serving().map(Release::id).equals(before.serving().map(Release::id));
  }

  private boolean hasMoreToSay(ReleaseStatus status) {
    return status
        .agreement()
        .map(StatusFormat::snapshot)
        .filter(tally -> tally.scored() + tally.skipped() + tally.failed() > 0)
        .filter(tally -> !tally.equals(written))
        .isPresent();
  }

  private void add(Step step) {
    if (steps.size() >= MOST_STEPS && !steps.removeIf(Step::isIntermediate)) {
      steps.remove();
    }
    steps.add(step);
  }

  private static void bound(Map<ReleaseId, ?> releases) {
    Iterator<ReleaseId> oldest = releases.keySet().iterator();
    while (releases.size() > MOST_RELEASES) {
      oldest.next();
      oldest.remove();
    }
  }
}
