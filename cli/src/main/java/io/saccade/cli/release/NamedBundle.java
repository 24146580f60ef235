package io.saccade.cli.release;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.Manifest;
import io.saccade.processor.release.VersionWish;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A bundle that an operator points to. Where it can be read from here, it is: its version and hash
 * are then what it says itself, and a mix-up ends here rather than at the processors.
 *
 * @param model the model that it must be of
 * @param place a path or a URI
 * @param source what is read from an address
 */
record NamedBundle(String model, String place, BundleSource source) {

  // One letter before the colon is a drive.
  private static final Pattern REMOTE = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");

  /**
   * The wish for this bundle.
   *
   * @param version as the operator names it; empty to take the bundle's own
   * @param sha256 as the operator knows it; with both nothing is fetched
   * @param told is told where the bundle could not be had from here
   */
  VersionWish wish(Optional<String> version, Optional<String> sha256, Consumer<String> told)
      throws CommandFailedException, BundleRefusedException, InterruptedException {
    Optional<Path> here = here();
    if (here.isPresent()) {
      return wish(Bundle.read(here.get()), version, sha256);
    }
    if (isOnTheNet() && !(version.isPresent() && sha256.isPresent())) {
      try {
        return wish(source.fetch(place), version, sha256);
      } catch (BundleRefusedException e) {
        if (e.code() != RefusalCode.BUNDLE_PATH || source.config().isPresent()) {
          throw e;
        }
        told.accept("the bundle cannot be had from here: " + e.getMessage());
      }
    }
    String named =
        version.orElseThrow(
            () ->
                new CommandFailedException(
                    place + " cannot be read from here; say which version it is"));
    return new VersionWish(named, Optional.of(place), sha256);
  }

  private VersionWish wish(Bundle bundle, Optional<String> version, Optional<String> sha256)
      throws CommandFailedException {
    Manifest manifest = bundle.manifest();
    if (!model.equals(manifest.name()) && !model.equals(manifest.family())) {
      throw new CommandFailedException(
          "%s is a bundle of the model %s, not of %s".formatted(place, manifest.name(), model));
    }
    if (version.isPresent() && !version.get().equals(manifest.version())) {
      throw new CommandFailedException(
          "%s is version %s, not %s".formatted(place, manifest.version(), version.get()));
    }
    if (sha256.isPresent() && !sha256.get().toLowerCase(Locale.ROOT).equals(bundle.sha256())) {
      throw new CommandFailedException(
          "BUNDLE_HASH: %s has the hash %s, not %s"
              .formatted(place, bundle.sha256(), sha256.get()));
    }
    return new VersionWish(
        manifest.version(),
        Optional.of(isAddress() ? place : absolute().toString()),
        Optional.of(bundle.sha256()));
  }

  /** The bundle as a file of this machine, if it is one. */
  private Optional<Path> here() throws CommandFailedException {
    if (!isAddress()) {
      if (Files.exists(absolute())) {
        return Optional.of(absolute());
      }
      if (!Path.of(place).isAbsolute()) {
        throw new CommandFailedException(
            ("there is no bundle %s here; name it as the processors see it: an absolute path, or a"
                    + " URI")
                .formatted(place));
      }
      return Optional.empty();
    }
    if (isFile()) {
      try {
        return Optional.of(Path.of(URI.create(place))).filter(Files::exists);
      } catch (IllegalArgumentException e) {
        throw new CommandFailedException(place + " is no URI of a file: " + e.getMessage(), e);
      }
    }
    return Optional.empty();
  }

  private boolean isAddress() {
    return REMOTE.matcher(place).matches();
  }

  private boolean isFile() {
    return place.regionMatches(true, 0, "file:", 0, 5);
  }

  private boolean isOnTheNet() {
    return isAddress() && !isFile();
  }

  private Path absolute() {
    return Path.of(place).toAbsolutePath().normalize();
  }
}
