package io.saccade.processor.drift;

import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far the partitions are that events come from, and so how far event time has come for all of
 * them. One that lags behind is waited for, however far the others are: a replay, or a backlog of
 * one instance, loses nothing. One that says it is quiet is not.
 *
 * <p>It depends on what was said alone, not on when.
 *
 * @param sources how many partitions there are; 0 while nobody has said so
 * @param marks what each of them has said last
 */
public record Progress(int sources, SortedMap<Integer, Mark> marks) {

  /**
   * Where one partition stands.
   *
   * @param newest the newest time of its events, in milliseconds; the smallest number before any
   * @param quietMillis for how long it has had none; 0 while it has
   */
  public record Mark(long newest, long quietMillis) {

    private static final Mark NONE = new Mark(Long.MIN_VALUE, 0);
  }

  /** Keeps the marks from changing. */
  public Progress {
    marks = new TreeMap<>(marks);
  }

  /** Before anything was said. */
  public static Progress start() {
    return new Progress(0, new TreeMap<>());
  }

  /** A partition's events have come so far. */
  public Progress passed(int source, int sources, long newest) {
    return with(source, sources, new Mark(Math.max(newest, mark(source).newest()), 0));
  }

  /** A partition has had nothing for so long. */
  public Progress quiet(int source, int sources, long millis) {
    return with(source, sources, new Mark(mark(source).newest(), Math.max(1, millis)));
  }

  /** A partition has had an event, whenever that was of; of one that is none nothing is noted. */
  public Progress alive(int source) {
    return source >= sources ? this : with(source, sources, new Mark(mark(source).newest(), 0));
  }

  /**
   * Up to when everything has come that is waited for: the least of the partitions that have
   * events. Where all are quiet, time goes on in the stream as it does on the wall: that holds for
   * live events as for those replayed from last year. Nothing before every partition has been heard
   * of.
   */
  public OptionalLong settled() {
    if (sources == 0 || marks.size() < sources) {
      return OptionalLong.empty();
    }
    long least = Long.MAX_VALUE;
    long quiet = Long.MAX_VALUE;
    boolean active = false;
    for (Mark mark : marks.values()) {
      if (mark.quietMillis() == 0) {
        active = true;
        least = Math.min(least, mark.newest());
      } else {
        quiet = Math.min(quiet, mark.quietMillis());
      }
    }
    long settled = active ? least : newest() == Long.MIN_VALUE ? newest() : newest() + quiet;
    return settled == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(settled);
  }

  /** The newest time of any event; the smallest number before any. */
  public long newest() {
    return marks.values().stream().mapToLong(Mark::newest).max().orElse(Long.MIN_VALUE);
  }

  private Mark mark(int source) {
    return marks.getOrDefault(source, Mark.NONE);
  }

  private Progress with(int source, int count, Mark mark) {
    SortedMap<Integer, Mark> next = new TreeMap<>(marks);
    next.put(source, mark);
    return new Progress(Math.max(sources, count), next);
  }
}
