package io.saccade.cli.failures;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** The event of a failure, as its producer sent it. */
sealed interface Original {

  /** It is there. */
  @SuppressWarnings("ArrayRecordComponent") // Sent on, never compared.
  record Kept(byte @Nullable [] key, byte @Nullable [] value, Headers headers)
      implements Original {}

  /**
   * It is kept no more.
   *
   * @param why in a sentence
   */
  record Lost(String why) implements Original {}

  /** What a failure has: all of the event that did not have to be left out. */
  static Kept in(Failure failure) {
    RecordHeaders headers = new RecordHeaders();
    for (Header header : failure.record().headers()) {
      if (!Link.isOurs(header.key())) {
        headers.add(header);
      }
    }
    return new Kept(failure.record().key(), failure.record().value(), headers);
  }
}
