package io.saccade.cli.replay;

import io.saccade.model.ErrorCode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts what became of the events, and how far each partition came. For one thread. */
final class Outcomes {

  private final Map<ErrorCode, Long> failures = new EnumMap<>(ErrorCode.class);
  private final Map<Integer, Long> next = new HashMap<>();
  private long predictions;
  private long events;
  private long oldestMillis = Long.MAX_VALUE;

  /** An event was worked on; its partition's events come in order. */
  void event(ConsumerRecord<byte[], byte[]> event) {
    events++;
    next.put(event.partition(), event.offset() + 1);
    oldestMillis = Math.min(oldestMillis, Math.max(0, event.timestamp()));
  }

  void predicted() {
    predictions++;
  }

  void failed(ErrorCode code) {
    failures.merge(code, 1L, Long::sum);
  }

  long events() {
    return events;
  }

  long predictions() {
    return predictions;
  }

  Map<ErrorCode, Long> failures() {
    return Collections.unmodifiableMap(failures);
  }

  /** The time of the oldest event, in milliseconds since the epoch; 0 where there was none. */
  long oldestMillis() {
    return events == 0 ? 0 : oldestMillis;
  }

  /** What was worked on, of a range that may have been left before its end. */
  Range done(Range range) {
    SortedMap<Integer, Span> spans = new TreeMap<>();
    range
        .spans()
        .forEach(
            (partition, span) ->
                spans.put(
                    partition, new Span(span.from(), next.getOrDefault(partition, span.from()))));
    return new Range(range.topic(), spans);
  }
}
