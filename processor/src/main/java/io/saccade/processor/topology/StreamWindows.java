package io.saccade.processor.topology;

import io.saccade.model.drift.WindowSums;
import io.saccade.processor.drift.AlarmState;
import io.saccade.processor.drift.CloseReason;
import io.saccade.processor.drift.Closing;
import io.saccade.processor.drift.Track;
import io.saccade.processor.drift.WindowRule;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The windows of one stream at one scale. For one thread. */
final class StreamWindows {

  private final SortedMap<Long, WindowSums> open = new TreeMap<>();
  private Standing standing;
  private @Nullable WindowSums carried;

  /**
   * All but the sums.
   *
   * @param track up to where windows are closed
   * @param carriedOver how many windows are among the carried sums
   * @param late how many images came too late, since a window was closed
   * @param alarm how the stream stands, by its rule
   */
  record Standing(Track track, int carriedOver, long late, AlarmState alarm) {}

  /**
   * A window that was closed.
   *
   * @param closing when it began and ended, and why
   * @param sums its images, those carried over included
   * @param before how the stream stood before
   */
  record Closed(Closing closing, WindowSums sums, Standing before) {}

  StreamWindows(Standing standing) {
    this.standing = standing;
  }

  Standing standing() {
    return standing;
  }

  void restoreOpen(long start, WindowSums sums) {
    open.put(start, sums);
  }

  void restoreCarried(WindowSums sums) {
    carried = sums;
  }

  /** Whether sums are of the same profile as those that are open. */
  boolean isLike(WindowSums sums) {
    return (carried == null || carried.layout().equals(sums.layout()))
        && open.values().stream().allMatch(of -> of.layout().equals(sums.layout()));
  }

  /**
   * Adds what came for a pane, or counts it where it is too late.
   *
   * @param settled up to when all has come, less the grace
   * @return the sums that were added to, or null where it was late
   */
  @Nullable WindowSums add(long pane, WindowSums sums, OptionalLong settled) {
    long start = start(pane);
    if (standing.track().late(pane) || (settled.isPresent() && end(start) <= settled.getAsLong())) {
      standing =
          new Standing(
              standing.track(),
              standing.carriedOver(),
              standing.late() + sums.images(),
              standing.alarm());
      return null;
    }
    WindowSums of = open.computeIfAbsent(start, any -> new WindowSums(sums.layout()));
    of.add(sums);
    return of;
  }

  /** When the earliest open window ends, if it is over. */
  OptionalLong due(long settled) {
    if (open.isEmpty()) {
      return OptionalLong.empty();
    }
    long end = end(open.firstKey());
    return end <= settled ? OptionalLong.of(end) : OptionalLong.empty();
  }

  /**
   * Closes the earliest open window.
   *
   * @param newest the newest time of any event, less the grace
   * @param rule how many images suffice
   */
  Closed close(long newest, WindowRule rule) {
    Map.Entry<Long, WindowSums> first = open.entrySet().iterator().next();
    long start = first.getKey();
    WindowSums sums = carried == null ? first.getValue() : carried.plus(first.getValue());
    CloseReason reason = newest >= end(start) ? CloseReason.STREAM_TIME : CloseReason.IDLE;
    Closing closing = standing.track().close(start, sums.images(), rule, reason);
    Closed closed = new Closed(closing, sums, standing);
    open.remove(start);
    carried = closing.sufficient() ? null : sums;
    standing =
        new Standing(
            closing.next(),
            closing.sufficient() ? 0 : standing.carriedOver() + 1,
            0,
            standing.alarm());
    return closed;
  }

  /** Notes how the stream stands after the window that was closed last. */
  void judged(AlarmState alarm) {
    standing = new Standing(standing.track(), standing.carriedOver(), standing.late(), alarm);
  }

  long start(long pane) {
    return standing.track().scale().startMillis(pane);
  }

  private long end(long start) {
    return start + standing.track().scale().length().toMillis();
  }
}
