package io.saccade.processor.lookahead;

import java.util.concurrent.atomic.LongAdder;

/** Counts what the look-ahead does. Thread-safe. */
final class LookAheadCounters {

  final LongAdder hits = new LongAdder();
  final LongAdder misses = new LongAdder();
  final LongAdder evicted = new LongAdder();
  final LongAdder batches = new LongAdder();
  final LongAdder images = new LongAdder();
  final LongAdder stuckWorkers = new LongAdder();

  LookAheadStats snapshot(long pending, int lanes, int busyLanes) {
    return new LookAheadStats(
        hits.sum(),
        misses.sum(),
        evicted.sum(),
        batches.sum(),
        images.sum(),
        stuckWorkers.sum(),
        pending,
        lanes,
        busyLanes);
  }
}
