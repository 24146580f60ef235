package io.saccade.processor.bundles;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleLimits;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps bundles by their hash, each as one zip that appears by a move. What is read from it is
 * checked anew every time; what does not pass is thrown away. A disk that fails costs the cache,
 * never the bundle. Several processes may share a folder. Thread-safe.
 */
final class BundleCache {

  private static final Logger LOG = LoggerFactory.getLogger(BundleCache.class);

  /** What a process left behind that ended amidst; nobody writes for that long. */
  private static final Duration LEFT_BEHIND = Duration.ofDays(1);

  private final Path folder;
  private final long most;
  private final Clock clock;

  /**
   * A cache.
   *
   * @param folder made when the first bundle is kept
   * @param most how many bytes are kept
   * @param clock tells what was used last
   */
  BundleCache(Path folder, long most, Clock clock) {
    this.folder = folder.toAbsolutePath();
    this.most = most;
    this.clock = clock;
  }

  /** A kept bundle, whole and of that hash; empty where there is none. */
  Optional<Bundle> find(String sha256, BundleLimits limits) {
    Path file = file(sha256);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      Bundle bundle = Bundle.read(file, limits);
      if (bundle.sha256().equals(sha256)) {
        used(file);
        return Optional.of(bundle);
      }
      throwAway(file, "it is another bundle");
    } catch (BundleRefusedException e) {
      throwAway(file, e.code() + ": " + e.getMessage());
    }
    return Optional.empty();
  }

  /** Keeps a bundle, in the place of one of the same hash, and lets the oldest go. */
  void keep(Bundle bundle) {
    Path file = file(bundle.sha256());
    try {
      Files.createDirectories(folder);
      BundleWriter.write(bundle, file, IfPresent.REPLACE);
      used(file);
      letGo(file);
    } catch (IOException e) {
      LOG.warn("bundle not cached sha256={} why=\"{}\"", bundle.sha256(), Refused.reason(e));
    }
  }

  /** A name for a download, which nobody else uses. */
  Path download() throws IOException {
    Files.createDirectories(folder);
    return folder.resolve("." + UUID.randomUUID() + ".download");
  }

  private Path file(String sha256) {
    return folder.resolve(sha256 + ".zip");
  }

  private void used(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    } catch (IOException e) {
      LOG.debug("last use not noted file={}", file, e);
    }
  }

  private static void throwAway(Path file, String why) {
    LOG.warn("cached bundle thrown away file={} why=\"{}\"", file, why);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("cached bundle not deleted file={} why=\"{}\"", file, Refused.reason(e));
    }
  }

  /** Deletes what was not used for longest until the rest is within the limit. */
  private void letGo(Path kept) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Entry.of(file).ifPresent(entries::add);
      }
    }
    Instant leftBehind = clock.instant().minus(LEFT_BEHIND);
    entries.sort(Collections.reverseOrder(Comparator.comparing(Entry::used)));
    long total = 0;
    for (Entry entry : entries) {
      String name = String.valueOf(entry.file().getFileName());
      if (name.startsWith(".")) {
        if (entry.used().isBefore(leftBehind)) {
          Files.deleteIfExists(entry.file());
        }
      } else if (name.endsWith(".zip")) {
        total += entry.bytes();
        // The one that was just kept is the last to go, where it is too large by itself.
        if (total > most && (!entry.file().equals(kept) || entry.bytes() > most)) {
          Files.deleteIfExists(entry.file());
          total -= entry.bytes();
          LOG.info("cached bundle let go file={} bytes={}", entry.file(), entry.bytes());
        }
      }
    }
  }

  /** A file in the folder. */
  private record Entry(Path file, long bytes, Instant used) {

    /** Empty where another process has deleted it meanwhile, or it is no file. */
    static Optional<Entry> of(Path file) {
      try {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            ? Optional.of(
                new Entry(file, Files.size(file), Files.getLastModifiedTime(file).toInstant()))
            : Optional.empty();
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }
}
