package io.saccade.bench.latency;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Says on an event when it was due. Saccade hands an event's headers on to its prediction, so that
 * whoever sees the prediction knows; it is read in the process that wrote it, by the same clock.
 */
final class DueHeader {

  private static final String NAME = "saccade.bench.due";

  private DueHeader() {}

  static Header of(long dueNanos) {
    return new RecordHeader(NAME, ByteBuffer.allocate(Long.BYTES).putLong(dueNanos).array());
  }

  static long read(Headers headers) {
    return ByteBuffer.wrap(headers.lastHeader(NAME).value()).getLong();
  }
}
