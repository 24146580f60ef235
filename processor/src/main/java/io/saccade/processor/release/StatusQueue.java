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
  private static final int MOST_WORDS = 100_000;

  private final StatusFormat format;
  private final InstantSource clock;
  private final Deque<Step> steps = new ArrayDeque<>();
  private final Deque<Word> words = new ArrayDeque<>();
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

  /** That a release began to answer on a partition. */
  private record Word(ReleaseId release, StatusFormat.First first) {}

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
              forgetOldest();
            });
    notifyAll();
  }

  /** A release begins to answer on a partition. */
  synchronized void first(ReleaseId release, Coordinates at, Tenure tenure) {
    words.add(new Word(release, new StatusFormat.First(at, tenure)));
    if (words.size() > MOST_WORDS) {
      words.remove();
    }
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
    // In the order in which they were said, or of two words on a partition the earlier would win.
    return speaker().map(of -> written(new Step(of, clock.instant())));
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
    return steps.isEmpty() && speaker().isEmpty();
  }

  /** Whose word is the next, once it is known to serve: a moment later every one is. */
  private Optional<ReleaseStatus> speaker() {
    return Optional.ofNullable(words.peek()).map(word -> served.get(word.release()));
  }

  /** The words of a release that none of another release comes before. */
  private List<StatusFormat.First> begun(ReleaseId release) {
    List<StatusFormat.First> begun = new ArrayList<>();
    while (!words.isEmpty() && words.element().release().equals(release)) {
      begun.add(words.remove().first());
    }
    return begun;
  }

  private ModelStatus written(Step step) {
    ReleaseStatus status = step.status();
    if (!status.isSettled()) {
      return format.of(status, step.at(), List.of(), Optional.empty());
    }
    List<StatusFormat.First> begun = begun(status.release().id());
    Optional<Agreement.Snapshot> agreement = status.agreement().map(StatusFormat::snapshot);
    agreement.ifPresent(
        tally -> {
          written = tally;
          writtenAt = clock.instant();
        });
    return format.of(status, step.at(), begun, agreement);
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

  private void forgetOldest() {
    while (served.size() > MOST_RELEASES) {
      ReleaseId oldest = served.keySet().iterator().next();
      served.remove(oldest);
      words.removeIf(word -> word.release().equals(oldest));
    }
  }
}
