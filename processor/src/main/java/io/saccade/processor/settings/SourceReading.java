package io.saccade.processor.settings;

import io.saccade.processor.bundles.S3Settings;
import io.saccade.processor.source.SourceSettings;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads what images may be fetched by URI. */
final class SourceReading {

  private static final long MIB = 1L << 20;
  private static final Duration SHORTEST = Duration.ofMillis(10);

  /**
   * A transaction is open while an event waits, and is aborted after a minute: the event would be
   * read and waited for again, and might never come to its end.
   */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(40);

  private static final List<String> SCHEMES = List.of("https", "http", "file", "s3");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,62}");
  private static final String HOSTS =
      "hosts, with a port where it is not the scheme's own, such as images.example.com:8443,"
          + " separated by commas";

  private SourceReading() {}

  /**
   * Reads the settings under {@code source.uri.}.
   *
   * @param memory {@code memory.budget}
   * @param deadline {@code record.deadline}
   */
  static SourceSettings read(SettingsReader reader, S3Settings s3, long memory, Duration deadline) {
    SourceSettings settings =
        new SourceSettings(
            rules(reader),
            times(reader, deadline),
            new SourceSettings.Outage(
                reader.integer("source.uri.outage.failures", 5, 1, 1000),
                reader.duration(
                    "source.uri.outage.pause",
                    Duration.ofSeconds(5),
                    SHORTEST,
                    Duration.ofMinutes(5)),
                reader.duration(
                    "source.uri.outage.longest",
                    Duration.ofSeconds(30),
                    Duration.ofMillis(100),
                    LONGEST_WAIT)),
            (int) reader.size("source.uri.max.bytes", 20 * MIB, 1, 1L << 30),
            reader.integer("source.uri.concurrency", 16, 1, 256),
            s3);
    if (settings.isOpen() && settings.largest() > memory / 4) {
      reader.problem(
          "source.uri.max.bytes must be at most a quarter of memory.budget, which is %d, but was %d"
              .formatted(memory, settings.largest()));
    }
    requireWhatIsUsed(reader, settings.rules());
    return settings;
  }

  private static SourceSettings.Rules rules(SettingsReader reader) {
    return new SourceSettings.Rules(
        list(reader, "source.uri.schemes", "one or more of " + SCHEMES, SCHEMES::contains),
        list(reader, "source.uri.hosts", HOSTS, SourceReading::isHost),
        list(reader, "source.uri.internal.hosts", HOSTS, SourceReading::isHost),
        list(
            reader,
            "source.uri.buckets",
            "names of buckets, separated by commas",
            name -> BUCKET.matcher(name).matches()),
        reader.read(
            "source.uri.roots", List.of(), "folders, separated by commas", SourceReading::folders),
        reader.integer("source.uri.redirects", 0, 0, 10));
  }

  private static SourceSettings.Times times(SettingsReader reader, Duration deadline) {
    Duration total =
        reader.duration(
            "source.uri.total.timeout", Duration.ofSeconds(10), SHORTEST, Duration.ofSeconds(25));
    Duration half = deadline.dividedBy(2);
    return new SourceSettings.Times(
        reader.duration(
            "source.uri.connect.timeout", Duration.ofSeconds(2), SHORTEST, Duration.ofSeconds(25)),
        reader.duration(
            "source.uri.byte.timeout", Duration.ofSeconds(3), SHORTEST, Duration.ofSeconds(25)),
        total.compareTo(half) < 0 ? total : half,
        reader.integer("source.uri.attempts", 3, 1, 10));
  }

  /** A scheme without a place would refuse every event. */
  private static void requireWhatIsUsed(SettingsReader reader, SourceSettings.Rules rules) {
    boolean web = rules.schemes().contains("https") || rules.schemes().contains("http");
    if (web && rules.hosts().isEmpty() && rules.internal().isEmpty()) {
      reader.problem(
          "source.uri.hosts must name a host where source.uri.schemes lists https or http");
    }
    if (rules.schemes().contains("file") && rules.roots().isEmpty()) {
      reader.problem("source.uri.roots must name a folder where source.uri.schemes lists file");
    }
    if (rules.schemes().contains("s3") && rules.buckets().isEmpty()) {
      reader.problem("source.uri.buckets must name a bucket where source.uri.schemes lists s3");
    }
  }

  private static Set<String> list(
      SettingsReader reader, String name, String allowed, Predicate<String> isOne) {
    return reader.read(
        name,
        Set.of(),
        allowed,
        text -> {
          Set<String> found = new TreeSet<>();
          for (String part : text.split(",", -1)) {
            String one = part.trim().toLowerCase(Locale.ROOT);
            if (!isOne.test(one)) {
              return Optional.empty();
            }
            found.add(one);
          }
          return Optional.of(found);
        });
  }

  private static boolean isHost(String text) {
    try {
      URI uri = URI.create("https://" + text);
      return uri.getHost() != null
          && text.equals(uri.getRawAuthority())
          && uri.getUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Optional<List<Path>> folders(String text) {
    List<Path> folders = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      try {
        if (part.isBlank()) {
          return Optional.empty();
        }
        folders.add(Path.of(part.trim()).toAbsolutePath().normalize());
      } catch (InvalidPathException e) {
        return Optional.empty();
      }
    }
    return Optional.of(folders);
  }
}
