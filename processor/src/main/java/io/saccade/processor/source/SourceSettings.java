package io.saccade.processor.source;

import io.saccade.processor.bundles.S3Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Which images may be fetched by URI, and how.
 *
 * @param rules what is allowed
 * @param times how long one image may take
 * @param outage when a host counts as out of order
 * @param largest the most bytes of an image
 * @param concurrency how many are fetched at once
 * @param s3 how buckets are reached
 */
public record SourceSettings(
    Rules rules, Times times, Outage outage, int largest, int concurrency, S3Settings s3) {

  /**
   * What is allowed; what is not listed is not.
   *
   * @param schemes of {@code https}, {@code http}, {@code file} and {@code s3}, in lower case
   * @param hosts names, with a port where it is not the scheme's own, in lower case
   * @param internal hosts, as in {@code hosts}, that may have addresses that are not public
   * @param buckets of S3
   * @param roots folders
   * @param redirects how many are followed, each to a place that is allowed by all the rules
   */
  public record Rules(
      Set<String> schemes,
      Set<String> hosts,
      Set<String> internal,
      Set<String> buckets,
      List<Path> roots,
      int redirects) {

    public Rules {
      schemes = Set.copyOf(schemes);
      hosts = Set.copyOf(hosts);
      internal = Set.copyOf(internal);
      buckets = Set.copyOf(buckets);
      roots = List.copyOf(roots);
    }

    /** Rules by which no redirect is followed. */
    public Rules(
        Set<String> schemes,
        Set<String> hosts,
        Set<String> internal,
        Set<String> buckets,
        List<Path> roots) {
      this(schemes, hosts, internal, buckets, roots, 0);
    }
  }

  /**
   * How long one image may take.
   *
   * @param connect until a connection stands
   * @param firstByte until the next byte comes
   * @param total all attempts together, from the beginning of the first; anew after an outage
   * @param attempts how many, where trying again may help
   */
  public record Times(Duration connect, Duration firstByte, Duration total, int attempts) {}

  /**
   * When a host counts as out of order, so that its events wait instead of failing.
   *
   * @param failures of so many different URIs in a row
   * @param pause until it is asked again
   * @param patience how long an event waits in all, from when its image is asked for until it has
   *     it or has failed, whatever its host does
   */
  public record Outage(int failures, Duration pause, Duration patience) {}

  /** Whether anything is allowed at all. */
  public boolean isOpen() {
    return !rules.schemes().isEmpty();
  }
}
