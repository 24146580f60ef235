package io.saccade.processor.topology;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Takes the record's own timestamp, or where that is negative the newest of the partition. Brokers
 * accept -1 from clients of old, and the default extractor would stop the partition for it.
 *
 * <p>Of events, what is far ahead of the clock is taken for now: their topic may allow it, and then
 * the broker would refuse the prediction, whose topic does not, and all later events would be past.
 */
public final class SoundTimestamps implements TimestampExtractor {

  /** As far ahead as brokers accept unless they are told otherwise. */
  private static final long AHEAD = Duration.ofHours(1).toMillis();

  private final LongSupplier clock;

  /** Of what may be of any time. */
  public SoundTimestamps() {
    this(() -> Long.MAX_VALUE);
  }

  /** Of what is no later than this clock, give or take an hour. */
  SoundTimestamps(LongSupplier clock) {
    this.clock = clock;
  }

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    long now = clock.getAsLong();
    long time = record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTime);
    return time - AHEAD > now ? now : time;
  }
}
