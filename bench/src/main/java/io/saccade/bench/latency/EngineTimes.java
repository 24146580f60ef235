package io.saccade.bench.latency;

import io.saccade.processor.topology.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/**
 * What the engine says of one prediction, in its headers.
 *
 * @param queuedMicros from the poll until a worker took it up
 * @param decodeMicros from then until the image stood in its batch
 * @param waitedMicros from then until the batch was run
 * @param inferenceMicros how long its batch took
 */
record EngineTimes(long queuedMicros, long decodeMicros, long waitedMicros, long inferenceMicros) {

  /** Of a record's headers; nothing where one of them is missing. */
  static Optional<EngineTimes> of(org.apache.kafka.common.header.Headers headers) {
    Header queued = headers.lastHeader(Headers.QUEUED_MICROS);
    Header decode = headers.lastHeader(Headers.DECODE_MICROS);
    Header waited = headers.lastHeader(Headers.WAITED_MICROS);
    Header inference = headers.lastHeader(Headers.INFERENCE_MICROS);
    return queued == null || decode == null || waited == null || inference == null
        ? Optional.empty()
        : Optional.of(
            new EngineTimes(micros(queued), micros(decode), micros(waited), micros(inference)));
  }

  /** From the poll to the result. */
  long micros() {
    return queuedMicros + decodeMicros + waitedMicros + inferenceMicros;
  }

  private static long micros(Header header) {
    return Long.parseLong(new String(header.value(), StandardCharsets.UTF_8));
  }
}
