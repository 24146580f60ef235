package io.saccade.processor.source;

import io.saccade.processor.bundles.S3Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Settings for tests, changed one by one. */
record Sources(
    Set<String> hosts,
    Set<String> internal,
    List<Path> roots,
    int redirects,
    SourceSettings.Times times,
    SourceSettings.Outage outage,
    int largest,
    int concurrency) {

  static Sources reaching(String... hosts) {
    return new Sources(
        Set.of(),
        Set.of(hosts),
        List.of(),
        0,
        new SourceSettings.Times(millis(1000), millis(1000), millis(3000), 2),
        new SourceSettings.Outage(3, millis(20), millis(5000)),
        1 << 20,
        8);
  }

  Sources withPublic(Set<String> names) {
    return new Sources(names, internal, roots, redirects, times, outage, largest, concurrency);
  }

  Sources withRoots(Path... folders) {
    return new Sources(
        hosts, internal, List.of(folders), redirects, times, outage, largest, concurrency);
  }

  Sources withRedirects(int most) {
    return new Sources(hosts, internal, roots, most, times, outage, largest, concurrency);
  }

  Sources withTotal(int millis) {
    return new Sources(
        hosts,
        internal,
        roots,
        redirects,
        new SourceSettings.Times(times.connect(), times.firstByte(), millis(millis), 2),
        outage,
        largest,
        concurrency);
  }

  Sources withOutage(int failures, int pauseMillis, int patienceMillis) {
    return new Sources(
        hosts,
        internal,
        roots,
        redirects,
        times,
        new SourceSettings.Outage(failures, millis(pauseMillis), millis(patienceMillis)),
        largest,
        concurrency);
  }

  Sources withConcurrency(int count) {
    return new Sources(hosts, internal, roots, redirects, times, outage, largest, count);
  }

  SourceSettings settings() {
    return new SourceSettings(
        new SourceSettings.Rules(
            Set.of("http", "https", "file", "s3"),
            hosts,
            internal,
            Set.of("pictures"),
            roots,
            redirects),
        times,
        outage,
        largest,
        concurrency,
        S3Settings.defaults());
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
