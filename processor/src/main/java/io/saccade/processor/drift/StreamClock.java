package io.saccade.processor.drift;

import java.util.Optional;

/**
 * How far event time has come among the keys that are processed together, and when the event came
 * that brought it there.
 *
 * <p>A quiet topic never advances event time, so its last windows would stay open for ever. While
 * nothing comes, time is taken to go on in the stream as it does on the wall: that holds for live
 * events as for those replayed from last year.
 *
 * @param streamMillis the latest event time seen
 * @param arrivedMillis on the wall, when the latest event came; after a restart, the time of that
 */
public record StreamClock(long streamMillis, long arrivedMillis) {

  /** Before any event. */
  public static StreamClock start(long nowMillis) {
    return new StreamClock(Long.MIN_VALUE, nowMillis);
  }

  /** An event has come; one that is older than others advances nothing, but the stream is alive. */
  public StreamClock seen(long eventMillis, long nowMillis) {
    return new StreamClock(Math.max(streamMillis, eventMillis), Math.max(arrivedMillis, nowMillis));
  }

  /** Why what ends at a moment of event time is over by now; nothing while it is not. */
  public Optional<CloseReason> passed(long eventMillis, long nowMillis) {
    if (streamMillis == Long.MIN_VALUE) {
      return Optional.empty();
    }
    if (streamMillis >= eventMillis) {
      return Optional.of(CloseReason.STREAM_TIME);
    }
    long quiet = Math.max(0, nowMillis - arrivedMillis);
    return streamMillis + quiet >= eventMillis ? Optional.of(CloseReason.IDLE) : Optional.empty();
  }
}
