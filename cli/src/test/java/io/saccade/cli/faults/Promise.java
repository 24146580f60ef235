package io.saccade.cli.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is promised of delivery: the rows of docs/reliability.md. */
public enum Promise {
  EXACTLY_ONCE(
      "Exactly once under `kill -9`",
      "3 instances, 12 partitions, 100,000 events, 30 kills, 10 of them amid a batch: the victim"
          + " had just said that images were in its engine, and lanes at work",
      "lost 0, dup 0, order 0, hanging 0",
      List.of(
          new Bound("lost", 0),
          new Bound("dup", 0),
          new Bound("out of order", 0),
          new Bound("hanging", 0)),
      new Count("events", 100_000),
      new Count("kills", 30),
      new Count("kills amid a batch", 10)),
  AT_LEAST_ONCE(
      "At least once under `kill -9`",
      "the same, with a commit every second; what is repeated is what an instance has done since"
          + " its last commit, so it grows with the rate",
      "lost 0, dup ≤ 2 %, duplicates the same to the byte",
      List.of(new Bound("lost", 0), new Bound("dup %", 2), new Bound("duplicates that differ", 0)),
      new Count("events", 100_000),
      new Count("kills", 30),
      new Count("kills amid a batch", 10)),
  ZOMBIES(
      "Instances that stand still and come back",
      "SIGSTOP for 60 s, then SIGCONT, 20 times",
      "exactly-once: lost 0, dup 0",
      List.of(new Bound("lost", 0), new Bound("dup", 0)),
      new Count("stops", 20),
      new Count("stopped for s", 60)),
  BROKERS(
      "Brokers that are killed",
      "3 brokers, replication 3: the leader `kill -9` 5 times; all down for 70 s",
      "lost 0, dup 0, resumes ≤ 30 s, no process exits",
      List.of(new Bound("lost", 0), new Bound("dup", 0), new Bound("slowest resumption s", 30)),
      new Count("kills", 5),
      new Count("all down for s", 70)),
  NETWORK(
      "A network that drops, resets or hears in one direction only",
      "through a TCP proxy: dropped for 10, 60 and 120 s, a storm of resets, one way only",
      "lost 0, dup 0, resumes ≤ 30 s",
      List.of(new Bound("lost", 0), new Bound("dup", 0), new Bound("slowest resumption s", 30)),
      new Count("dropped for s", 120)),
  FAIL_OVER(
      "Fail-over after `kill -9`",
      "a session time-out of 10 s, 20 kills under steady load; transactions time out after 10 s,"
          + " which readers of what is committed wait for",
      "gap p95 ≤ 15 s",
      List.of(new Bound("gap p95 s", 15)),
      new Count("kills", 20)),
  PLANNED_STOP(
      "A planned stop",
      "SIGTERM 20 times, at least once",
      "gap p95 ≤ 5 s, exit ≤ 20 s, lost 0, dup 0",
      List.of(
          new Bound("gap p95 s", 5),
          new Bound("longest exit s", 20),
          new Bound("lost", 0),
          new Bound("dup", 0)),
      new Count("stops", 20)),
  REBALANCE_STORM(
      "A storm of rebalances",
      "an instance joins or leaves every 0.5 to 3 s for 5 min",
      "exactly-once: lost 0, dup 0; drained ≤ 60 s after it",
      List.of(
          new Bound("lost", 0), new Bound("dup", 0), new Bound("drained and judged after s", 60)),
      new Count("storm s", 300)),
  BAD_RECORDS(
      "One bad record never stops its partition",
      "10,000 events, one in a hundred bad, of every kind",
      "9,900 predictions, 100 failures with their codes, 0 restarts",
      List.of(new Bound("lost", 0), new Bound("dup", 0), new Bound("restarts", 0)),
      new Count("events", 10_000),
      new Count("bad", 100)),
  SLOW_RECORD(
      "A slow record cannot hold up its partition for ever",
      "the model, or who serves an image by its URI, stalls for 5, 30, 120 s and for ever",
      "it ends within its deadline and 2 s; nothing is fenced",
      List.of(
          new Bound("stalled for 30 s: ended after s", 22),
          new Bound("stalled for 120 s: ended after s", 22),
          new Bound("stalled for ever: ended after s", 22)),
      new Count("stalled for s", 120)),
  REGISTRY_OUTAGE(
      "A registry that is away pauses, and fails nothing",
      "down for 10 min under load; a cold start while it is down",
      "failures 0, lost 0, resumes ≤ 15 s",
      List.of(new Bound("failures", 0), new Bound("lost", 0), new Bound("resumed after s", 15)),
      new Count("down for s", 600)),
  MEMORY(
      "Bounded memory",
      "a backlog of images of 1 MiB, `-Xmx1g`",
      "resident memory within heap and `memory.budget`; never out of memory",
      List.of(new Bound("kills", 0)),
      new Count("events", 10_000)),
  LEAKS(
      "No leak",
      "1,000,000 inferences; 500 swaps",
      "the second half adds ≤ 10 MB; ≤ 25 MB",
      List.of(new Bound("resident MiB grown", 10), new Bound("resident MiB grown by swaps", 25)),
      new Count("inferences", 1_000_000),
      new Count("swaps", 500));

  private final String title;
  private final String test;
  private final String gate;

  @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
  private final List<Bound> bounds;

  @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
  private final List<Count> full;

  Promise(String title, String test, String gate, List<Bound> bounds, Count... full) {
    this.title = title;
    this.test = test;
    this.gate = gate;
    this.bounds = bounds;
    this.full = List.of(full);
  }

  /**
   * What a figure must reach for the proof to be the full one.
   *
   * @param figure its name in the evidence
   * @param least the least that it must be
   */
  public record Count(String figure, double least) {}

  /**
   * What a figure may be at most for the promise to be kept.
   *
   * @param figure its name in the evidence
   * @param most the most that it may be
   */
  public record Bound(String figure, double most) {}

  /** The promise with such a key, as {@code Evidence.of} takes it. */
  public static Promise of(String key) {
    return Arrays.stream(values())
        .filter(promise -> promise.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no promise " + key + "; there are " + Arrays.toString(values())));
  }

  /** What its files are named for. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is promised. */
  public String title() {
    return title;
  }

  /** How it is put to the test, in full. */
  public String test() {
    return test;
  }

  /** When the test has been passed. */
  public String gate() {
    return gate;
  }

  /** What its figures may be at most, in each of its parts that has them. */
  public List<Bound> bounds() {
    return bounds;
  }

  /** What must have been counted for the test to be the full one; in any of its parts. */
  public List<Count> full() {
    return full;
  }

  @Override
  public String toString() {
    return key();
  }
}
