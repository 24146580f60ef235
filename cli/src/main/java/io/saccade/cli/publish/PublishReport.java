package io.saccade.cli.publish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;

/**
 * What became of a publication.
 *
 * @param published events that the broker has acknowledged
 * @param failed events whose file could not be read, or that the broker did not take
 * @param bytes the size of the published events
 */
public record PublishReport(String topic, long published, long failed, long bytes, Duration took) {

  /** Published events a second. */
  public double perSecond() {
    return took.isZero() ? 0 : published / (took.toNanos() / 1e9);
  }

  /** As one line for people. */
  String line() {
    return String.format(
        Locale.ROOT,
        "published %,d events (%,.1f MB) to %s in %.1f s, %,.0f a second%s",
        published,
        bytes / 1e6,
        topic,
        took.toNanos() / 1e9,
        perSecond(),
        failed == 0 ? "" : "; " + failed + " failed");
  }

  /** As one JSON document. */
  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("topic", topic)
        .put("published", published)
        .put("failed", failed)
        .put("bytes", bytes)
        .put("seconds", took.toNanos() / 1e9)
        .put("imagesPerSecond", perSecond());
  }
}
