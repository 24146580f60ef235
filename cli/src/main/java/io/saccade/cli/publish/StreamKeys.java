package io.saccade.cli.publish;

import java.util.List;
import java.util.stream.IntStream;

/** Which key each event gets. Kafka keeps the events of one key in order, and only those. */
public final class StreamKeys {

  private final List<String> keys;

  private StreamKeys(List<String> keys) {
    this.keys = keys;
  }

  /** Every event the same key. */
  public static StreamKeys one(String key) {
    return new StreamKeys(List.of(key));
  }

  /** Events go round as many cameras, as if each had taken every n-th image. */
  public static StreamKeys cameras(int cameras) {
    return new StreamKeys(
        IntStream.rangeClosed(1, cameras).mapToObj("camera-%02d"::formatted).toList());
  }

  /** The key of the event of this number, counted from 0. */
  public String of(long number) {
    return keys.get((int) (number % keys.size()));
  }
}
