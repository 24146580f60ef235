package io.saccade.cli.replay;

import io.saccade.schemas.avro.SourceCoordinates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * How far two sides agree: the most probable label of each, event by event. For one thread.
 *
 * <p>A disagreement is as large as the less sure of the two sides is sure: two versions that are
 * both certain of different things differ more than two that both doubt.
 */
final class Agreement {

  private static final Comparator<Disagreement> SMALLEST_FIRST =
      Comparator.comparingDouble(Disagreement::size)
          .thenComparing(Comparator.comparing(Disagreement::place).reversed());

  private final int examples;
  private final Map<String, ClassTally> classes = new HashMap<>();
  private final PriorityQueue<Disagreement> largest = new PriorityQueue<>(SMALLEST_FIRST);
  private long compared;
  private long agreed;
  private double moved;

  /** Keeps so many of the largest disagreements. */
  Agreement(int examples) {
    this.examples = examples;
  }

  /**
   * One event on which the sides differ.
   *
   * @param eventId of the event
   * @param source where it is
   * @param replayed what was said now
   * @param other what the other side says
   */
  record Disagreement(String eventId, SourceCoordinates source, Said replayed, Said other) {

    double size() {
      return Math.min(replayed.probability(), other.probability());
    }

    String place() {
      return "%s-%06d@%018d"
          .formatted(source.getTopic(), source.getPartition(), source.getOffset());
    }
  }

  /**
   * The events that the other side gives one label.
   *
   * @param label the label
   * @param count how many there are
   * @param agreed on how many of them both say it
   * @param instead what was said most often where it was not; empty where that never happened
   * @param insteadCount how often
   */
  record ClassAgreement(String label, long count, long agreed, String instead, long insteadCount) {}

  /** Compares the two on one event. */
  void add(Answer other, Said replayed) {
    compared++;
    moved += Math.abs((double) replayed.probability() - other.said().probability());
    ClassTally tally = classes.computeIfAbsent(other.said().label(), ClassTally::new);
    tally.count++;
    if (replayed.label().equals(other.said().label())) {
      agreed++;
      tally.agreed++;
      return;
    }
    tally.instead.merge(replayed.label(), 1L, Long::sum);
    largest.add(new Disagreement(other.eventId(), other.source(), replayed, other.said()));
    if (largest.size() > examples) {
      Disagreement unused = largest.remove();
    }
  }

  /** How many events both sides answered. */
  long compared() {
    return compared;
  }

  /** On how many of them the most probable label is the same. */
  long agreed() {
    return agreed;
  }

  /** By how much the probability of the most probable label differs, on average. */
  double meanDifference() {
    return compared == 0 ? 0 : moved / compared;
  }

  /** By the other side's label: the commonest first. */
  List<ClassAgreement> byClass() {
    return classes.values().stream()
        .map(ClassTally::agreement)
        .sorted(
            Comparator.comparingLong(ClassAgreement::count)
                .reversed()
                .thenComparing(ClassAgreement::label))
        .toList();
  }

  /** The largest disagreements, largest first. */
  List<Disagreement> largest() {
    List<Disagreement> sorted = new ArrayList<>(largest);
    sorted.sort(SMALLEST_FIRST.reversed());
    return sorted;
  }

  private static final class ClassTally {

    private final String label;
    private final Map<String, Long> instead = new HashMap<>();
    private long count;
    private long agreed;

    ClassTally(String label) {
      this.label = label;
    }

    ClassAgreement agreement() {
      return instead.entrySet().stream()
          .max(
              Map.Entry.<String, Long>comparingByValue()
                  .thenComparing(Map.Entry.<String, Long>comparingByKey().reversed()))
          .map(most -> new ClassAgreement(label, count, agreed, most.getKey(), most.getValue()))
          .orElseGet(() -> new ClassAgreement(label, count, agreed, "", 0));
    }
  }
}
