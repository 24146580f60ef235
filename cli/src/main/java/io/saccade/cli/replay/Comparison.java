package io.saccade.cli.replay;

import io.saccade.schemas.avro.SourceCoordinates;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the other side says against what was replayed, each event once: where the other side
 * says something twice, the first counts. For one thread.
 */
final class Comparison {

  private final Range range;
  private final AnswerTable replayed;
  private final Agreement agreement;
  private final Map<Integer, BitSet> seen = new HashMap<>();
  private long onlyThere;
  private long differentBytes;
  private @Nullable Difference first;

  /**
   * A comparison.
   *
   * @param range what was replayed of the topic
   * @param replayed what was said of it
   */
  Comparison(Range range, AnswerTable replayed, Agreement agreement) {
    this.range = range;
    this.replayed = replayed;
    this.agreement = agreement;
  }

  /** Two predictions of one event whose bytes are not the same. */
  record Difference(Answer other, Said replayed, Fingerprint replayedPrint) {

    /** One sentence on it. */
    String sentence() {
      SourceCoordinates at = other.source();
      return "%s-%d@%d (event %s): %s, but recorded was %s"
          .formatted(
              at.getTopic(),
              at.getPartition(),
              at.getOffset(),
              other.eventId(),
              side(replayed, replayedPrint),
              side(other.said(), other.print()));
    }

    private static String side(Said said, Fingerprint print) {
      return "%s %.9g by %s (bytes %s)"
          .formatted(said.label(), said.probability(), said.model(), print);
    }
  }

  /** The other side's answer to an event, which may be one that was not replayed. */
  void add(Answer other) {
    SourceCoordinates at = other.source();
    int partition = at.getPartition();
    if (!at.getTopic().equals(range.topic())
        || !range.contains(partition, at.getOffset())
        || !isNew(partition, at.getOffset())) {
      return;
    }
    Optional<Said> said = replayed.said(partition, at.getOffset());
    if (said.isEmpty()) {
      onlyThere++;
      return;
    }
    agreement.add(other, said.get());
    Fingerprint print = replayed.print(partition, at.getOffset());
    if (!print.equals(other.print())) {
      differentBytes++;
      if (first == null || isBefore(at, first.other().source())) {
        first = new Difference(other, said.get(), print);
      }
    }
  }

  Agreement agreement() {
    return agreement;
  }

  /** Events that only the replay answered. */
  long onlyReplayed() {
    return replayed.size() - agreement.compared();
  }

  /** Events that only the other side answered: here they failed. */
  long onlyThere() {
    return onlyThere;
  }

  /** Events whose two predictions differ in any byte. */
  long differentBytes() {
    return differentBytes;
  }

  /** The first of those, by partition and offset. */
  Optional<Difference> first() {
    return Optional.ofNullable(first);
  }

  private boolean isNew(int partition, long offset) {
    Span span = range.spans().get(partition);
    if (span == null) {
      return false;
    }
    BitSet bits = seen.computeIfAbsent(partition, none -> new BitSet());
    int bit = (int) (offset - span.from());
    boolean isNew = !bits.get(bit);
    bits.set(bit);
    return isNew;
  }

  private static boolean isBefore(SourceCoordinates one, SourceCoordinates other) {
    return one.getPartition() == other.getPartition()
        ? one.getOffset() < other.getOffset()
        : one.getPartition() < other.getPartition();
  }
}
