package io.saccade.processor.release;

import io.saccade.schemas.avro.FirstOffset;
import io.saccade.schemas.avro.ModelStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which releases answered one after the other, on one partition, as the instances told it.
 *
 * <p>An instance tells the first offset that a release answers when it looks that event ahead,
 * which may be more than it ever commits: where it gives the partition up, another starts over from
 * what was committed, and tells its own first offset. So what a later owner says of an offset holds
 * for this offset and all that follow, whoever is read first: an earlier owner may write what it
 * knows after the partition has gone. One owner may write what it knows of two releases the wrong
 * way round, but it never goes back to an older one: there the newer release keeps what it has.
 * Otherwise what is read later holds. For one thread.
 *
 * @param <R> what tells a release from the others
 */
public final class Succession<R> {

  private final NavigableMap<Long, Claim<R>> claims = new TreeMap<>();

  private record Claim<R>(R release, ReleasePlace place, PartitionOwner owner, FirstOffset first) {

    boolean isNewerOfSame(Claim<R> other) {
      return owner.isSame(other.owner)
          && place.partition() == other.place.partition()
          && place.offset() > other.place.offset();
    }
  }

  /**
   * Where a release begins to answer.
   *
   * @param first who says so, and the offset
   */
  public record Beginning<R>(R release, FirstOffset first) {}

  /**
   * Takes in one word; all of them are taken in as they stand in the topic.
   *
   * @param release that it is about
   * @param status that it is part of
   */
  public void add(R release, ModelStatus status, FirstOffset first) {
    long offset = first.getOffset();
    Claim<R> claim =
        new Claim<>(release, ReleasePlace.of(status), PartitionOwner.of(status, first), first);
    long end = end(claim);
    if (end > offset) {
      claims.subMap(offset, true, end, false).clear();
      claims.put(offset, claim);
    }
  }

  /** Where another release begins than answered before, in the order of the offsets. */
  public List<Beginning<R>> beginnings() {
    List<Beginning<R>> beginnings = new ArrayList<>();
    for (Claim<R> claim : claims.values()) {
      if (beginnings.isEmpty()
          || !beginnings.get(beginnings.size() - 1).release().equals(claim.release())) {
        beginnings.add(new Beginning<>(claim.release(), claim.first()));
      }
    }
    return beginnings;
  }

  /** Up to where a claim holds: as far as one that stands knows better. */
  private long end(Claim<R> claim) {
    for (Map.Entry<Long, Claim<R>> entry : claims.entrySet()) {
      Claim<R> standing = entry.getValue();
      if (standing.owner().isLaterThan(claim.owner())
          || (entry.getKey() >= claim.first().getOffset() && standing.isNewerOfSame(claim))) {
        return entry.getKey();
      }
    }
    return Long.MAX_VALUE;
  }
}
