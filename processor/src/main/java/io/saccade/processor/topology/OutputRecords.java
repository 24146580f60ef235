package io.saccade.processor.topology;

import io.saccade.model.ErrorCode;
import io.saccade.processor.lookahead.Coordinates;
import io.saccade.processor.lookahead.Outcome;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Makes the records that leave the topology, and keeps each of them within the limit of the
 * producer: a dead letter that the broker refuses would itself stop the partition.
 */
public final class OutputRecords {

  /** What one record costs beside its key, value and headers, generously. */
  private static final int RECORD_OVERHEAD = 512;

  private static final int MAX_MESSAGE = 1024;

  /** A longer id is left out: our headers must always fit. */
  private static final int LONGEST_ID = 512;

  private static final List<String> LINK =
      List.of(Headers.REPLAY_OF, Headers.REPLAY_SOURCE, Headers.REPLAY_ATTEMPT);

  private final int maxBytes;

  /**
   * Makes records of a bounded size.
   *
   * @param maxBytes the most bytes of a record with its key and headers
   */
  public OutputRecords(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * A prediction: the event's key, headers and timestamp, with what varies as headers.
   *
   * @param nowMillis when the processor is done with it, since 1970, UTC
   */
  public Record<byte[], byte[]> prediction(
      Record<byte[], byte[]> source, Outcome.Classified classified, long nowMillis) {
    Outcome.Timings timings = classified.timings();
    RecordHeaders headers = new RecordHeaders(source.headers());
    put(headers, Headers.BATCH_SIZE, Integer.toString(timings.batchSize()));
    put(headers, Headers.DEVICE, timings.device());
    put(headers, Headers.LANE, Integer.toString(timings.lane()));
    put(headers, Headers.QUEUED_MICROS, micros(timings.queuedNanos()));
    put(headers, Headers.DECODE_MICROS, micros(timings.decodeNanos()));
    put(headers, Headers.WAITED_MICROS, micros(timings.waitedNanos()));
    put(headers, Headers.INFERENCE_MICROS, micros(timings.inferenceNanos()));
    put(headers, Headers.PROCESSED_AT, Instant.ofEpochMilli(nowMillis).toString());
    headers.remove(Headers.CALIBRATED_PPM);
    if (classified.seen() != null) {
      double calibrated = classified.seen().observation().calibrated();
      put(headers, Headers.CALIBRATED_PPM, Long.toString(Math.round(calibrated * 1e6)));
    }
    return new Record<>(source.key(), classified.prediction(), source.timestamp(), headers);
  }

  /** Whether the producer may send the record. */
  public boolean fits(Record<byte[], byte[]> record) {
    return size(record) <= maxBytes;
  }

  /** Says that a prediction does not fit. */
  public Outcome.Failed tooLarge(Record<byte[], byte[]> prediction) {
    return new Outcome.Failed(
        ErrorCode.OUTPUT_TOO_LARGE,
        "the prediction with its key and headers is %d bytes, over the limit of %d"
            .formatted(size(prediction), maxBytes),
        null,
        null);
  }

  /**
   * A failure: the event as it came with our headers, or as much of it as fits. The value goes
   * first, then the event's own headers, then the key; our headers, which say where the original
   * is, always fit.
   *
   * @param nowMillis when the processor is done with it, since 1970, UTC
   */
  Record<byte[], byte[]> failure(
      Record<byte[], byte[]> source, Coordinates at, Outcome.Failed failed, long nowMillis) {
    RecordHeaders ours = headers(at, failed);
    put(ours, Headers.PROCESSED_AT, Instant.ofEpochMilli(nowMillis).toString());
    if (source.value() != null) {
      put(ours, Headers.SOURCE_SHA256, sha256(source.value()));
    }
    keepLink(source, ours);
    RecordHeaders all = new RecordHeaders(source.headers());
    Headers.OF_FAILURES.forEach(all::remove);
    ours.forEach(
        header -> {
          all.remove(header.key());
          all.add(header);
        });
    Record<byte[], byte[]> failure =
        new Record<>(source.key(), source.value(), source.timestamp(), all);
    if (!fits(failure) && source.value() != null) {
      put(all, Headers.VALUE_DROPPED, "true");
      put(ours, Headers.VALUE_DROPPED, "true");
      failure = new Record<>(source.key(), null, source.timestamp(), all);
    }
    if (!fits(failure)) {
      failure = new Record<>(source.key(), null, source.timestamp(), ours);
    }
    if (!fits(failure)) {
      put(ours, Headers.KEY_DROPPED, "true");
      failure = new Record<>(null, null, source.timestamp(), ours);
    }
    return failure;
  }

  /** What ties an event to the failure that it was put back for: without it loops go unseen. */
  private static void keepLink(Record<byte[], byte[]> source, RecordHeaders ours) {
    for (String name : LINK) {
      Header header = source.headers().lastHeader(name);
      if (header != null && header.value() != null && header.value().length <= LONGEST_ID) {
        ours.add(name, header.value());
      }
    }
  }

  private static RecordHeaders headers(Coordinates at, Outcome.Failed failed) {
    String message =
        failed.message().length() <= MAX_MESSAGE
            ? failed.message()
            : failed.message().substring(0, MAX_MESSAGE);
    String partition = Integer.toString(at.partition());
    String offset = Long.toString(at.offset());
    RecordHeaders headers = new RecordHeaders();
    put(headers, Headers.ERROR_CODE, failed.code().name());
    put(headers, Headers.ERROR_MESSAGE, message);
    put(headers, Headers.SOURCE_TOPIC, at.topic());
    put(headers, Headers.SOURCE_PARTITION, partition);
    put(headers, Headers.SOURCE_OFFSET, offset);
    put(headers, Headers.STREAMS_EXCEPTION, failed.code().name());
    put(headers, Headers.STREAMS_MESSAGE, message);
    put(headers, Headers.STREAMS_TOPIC, at.topic());
    put(headers, Headers.STREAMS_PARTITION, partition);
    put(headers, Headers.STREAMS_OFFSET, offset);
    if (failed.model() != null) {
      put(headers, Headers.MODEL, failed.model());
    }
    if (failed.eventId() != null && failed.eventId().length() <= LONGEST_ID) {
      put(headers, Headers.EVENT_ID, failed.eventId());
    }
    return headers;
  }

  private static long size(Record<byte[], byte[]> record) {
    long bytes = RECORD_OVERHEAD;
    bytes += record.key() == null ? 0 : record.key().length;
    bytes += record.value() == null ? 0 : record.value().length;
    for (Header header : record.headers()) {
      bytes += header.key().length() * 3L + 10;
      bytes += header.value() == null ? 0 : header.value().length;
    }
    return bytes;
  }

  private static String micros(long nanos) {
    return Long.toString(nanos / 1000);
  }

  private static void put(RecordHeaders headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] value) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
