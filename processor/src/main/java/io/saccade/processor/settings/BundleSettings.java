package io.saccade.processor.settings;

import io.saccade.model.bundle.BundleLimits;
import io.saccade.model.bundle.KeyFiles;
import io.saccade.processor.bundles.BundleRules;
import io.saccade.processor.bundles.FetchTimes;
import io.saccade.processor.bundles.S3Settings;
import io.saccade.processor.trial.TrialSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which bundles may be served, and where they are kept.
 *
 * @param rules for where bundles come from
 * @param cache the folder in which bundles are kept by their hash
 * @param cacheBytes how much of them is kept
 * @param trial whether and how a version is tried in a process of its own first
 */
public record BundleSettings(BundleRules rules, Path cache, long cacheBytes, TrialSettings trial) {

  private static final long MIB = 1L << 20;

  /** At least two letters: one is a drive. */
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private static final String ROOTS =
      "folders, or addresses of file:, http:, https: or s3:, separated by commas";

  /**
   * Reads the settings under {@code bundle.}.
   *
   * @param bundle {@code model.bundle}, where it is set: it may always be served
   * @param stateDirectory {@code state.dir}
   */
  static BundleSettings read(SettingsReader reader, Optional<Path> bundle, Path stateDirectory) {
    BundleRules rules =
        new BundleRules(
            roots(reader, bundle.map(path -> path.toAbsolutePath().normalize())),
            BundleLimits.defaults(),
            keys(reader),
            new S3Settings(
                reader.read(
                    "bundle.s3.endpoint",
                    Optional.empty(),
                    "an address of http: or https:",
                    BundleSettings::endpoint),
                Optional.of(reader.text("bundle.s3.region", "")).filter(text -> !text.isEmpty()),
                reader.flag("bundle.s3.path.style", false)),
            new FetchTimes(
                reader.duration(
                    "bundle.connect.timeout",
                    Duration.ofSeconds(10),
                    Duration.ofMillis(100),
                    Duration.ofMinutes(5)),
                reader.duration(
                    "bundle.fetch.timeout",
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(1),
                    Duration.ofHours(6))));
    return new BundleSettings(
        rules,
        Path.of(reader.text("bundle.cache.dir", stateDirectory.resolve("bundles").toString())),
        reader.size("bundle.cache.bytes", 2048 * MIB, MIB, 1L << 44),
        trial(reader));
  }

  private static TrialSettings trial(SettingsReader reader) {
    TrialSettings defaults = TrialSettings.defaults();
    return new TrialSettings(
        reader.flag("bundle.trial", defaults.enabled()),
        reader.duration(
            "bundle.trial.deadline",
            defaults.deadline(),
            Duration.ofSeconds(1),
            Duration.ofHours(1)),
        reader.size("bundle.trial.memory", 256 * MIB, 1L << 44));
  }

  private static List<URI> roots(SettingsReader reader, Optional<Path> bundle) {
    Set<URI> roots =
        new LinkedHashSet<>(
            reader.read("bundle.roots", defaults(bundle), ROOTS, BundleSettings::parsed));
    bundle.map(Path::toUri).ifPresent(roots::add);
    return List.copyOf(roots);
  }

  /** The repository that the bundle lies in, as {@code <root>/<model>/<version>}, and ./models. */
  private static List<URI> defaults(Optional<Path> bundle) {
    List<URI> roots = new ArrayList<>();
    bundle
        .map(Path::getParent)
        .map(Path::getParent)
        .filter(folder -> folder.getNameCount() > 0) // Never the whole disk.
        .map(BundleSettings::folder)
        .ifPresent(roots::add);
    roots.add(folder(Path.of("models")));
    return roots;
  }

  private static Optional<List<URI>> parsed(String text) {
    List<URI> roots = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      try {
        String root = part.trim();
        URI address = ADDRESS.matcher(root).matches() ? new URI(root) : folder(Path.of(root));
        if (root.isEmpty() || BundleRules.objection(address).isPresent()) {
          return Optional.empty();
        }
        roots.add(address);
      } catch (URISyntaxException | InvalidPathException e) {
        return Optional.empty();
      }
    }
    return Optional.of(roots);
  }

  // Without the slash that a folder gets only where it is there already.
  private static URI folder(Path path) {
    String address = path.toAbsolutePath().normalize().toUri().toString();
    return URI.create(
        address.endsWith("/") && address.length() > "file:///".length()
            ? address.substring(0, address.length() - 1)
            : address);
  }

  private static List<PublicKey> keys(SettingsReader reader) {
    List<PublicKey> keys = new ArrayList<>();
    String files = reader.text("bundle.keys", "");
    for (String file : files.isEmpty() ? new String[0] : files.split(",", -1)) {
      try {
        keys.add(KeyFiles.publicKey(Path.of(file.trim())));
      } catch (IOException | InvalidPathException e) {
        reader.problem("bundle.keys: " + file.trim() + " cannot be read: " + e.getMessage());
      }
    }
    return keys;
  }

  private static Optional<Optional<URI>> endpoint(String text) {
    try {
      URI address = new URI(text);
      boolean sound =
          ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
              && address.getHost() != null
              && address.getRawUserInfo() == null;
      return sound ? Optional.of(Optional.of(address)) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
