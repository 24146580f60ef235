package io.saccade.cli.failures;

import io.saccade.processor.topology.Headers;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** What ties an event that was put back to its failure: three headers, as text. */
final class Link {

  private Link() {}

  /** Whether a header of a failure was not one of the event. */
  static boolean isOurs(String header) {
    return Headers.OF_FAILURES.contains(header) || header.startsWith(Headers.STREAMS_ERRORS);
  }

  /** The headers of an event that is put back. */
  static RecordHeaders headers(Original.Kept original, Failure failure, Place source) {
    RecordHeaders headers = new RecordHeaders(original.headers());
    put(headers, Headers.REPLAY_OF, failure.place().toString());
    put(headers, Headers.REPLAY_SOURCE, source.toString());
    put(headers, Headers.REPLAY_ATTEMPT, Integer.toString(failure.attempt() + 1));
    return headers;
  }

  private static void put(RecordHeaders headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
