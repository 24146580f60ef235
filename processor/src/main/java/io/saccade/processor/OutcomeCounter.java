package io.saccade.processor;

import io.saccade.model.ErrorCode;
import io.saccade.processor.lookahead.Coordinates;
import io.saccade.processor.lookahead.Outcome;
import io.saccade.processor.topology.TopologyListener;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what the topology forwards, and logs failures at debug: bad input is no news. */
final class OutcomeCounter implements TopologyListener {

  private static final Logger LOG = LoggerFactory.getLogger(OutcomeCounter.class);

  private final TopologyListener next;
  private final LongAdder predictions = new LongAdder();
  private final Map<ErrorCode, LongAdder> failures = new ConcurrentHashMap<>();

  /**
   * Nothing was forwarded yet.
   *
   * @param next is told as well
   */
  OutcomeCounter(TopologyListener next) {
    this.next = next;
  }

  @Override
  public void predicted(byte[] event, Outcome.Classified prediction, long timestamp) {
    predictions.increment();
    next.predicted(event, prediction, timestamp);
  }

  @Override
  public void failed(Coordinates coordinates, Outcome.Failed failed) {
    failures.computeIfAbsent(failed.code(), code -> new LongAdder()).increment();
    next.failed(coordinates, failed);
    LOG.debug("failed at={} code={} reason={}", coordinates, failed.code(), failed.message());
  }

  long predictions() {
    return predictions.sum();
  }

  Map<ErrorCode, Long> failures() {
    Map<ErrorCode, Long> counts = new EnumMap<>(ErrorCode.class);
    failures.forEach((code, count) -> counts.put(code, count.sum()));
    return counts;
  }
}
