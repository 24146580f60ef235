package io.saccade.cli.release;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleLimits;
import io.saccade.processor.bundles.BundleRules;
import io.saccade.processor.bundles.BundleStore;
import io.saccade.processor.bundles.FetchTimes;
import io.saccade.processor.bundles.S3Settings;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.settings.SettingsException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gets a bundle from an address, to learn what the processors will find there. Nothing is kept.
 *
 * @param config the processors' file of settings, by whose rules bundles are had; without it the
 *     address is allowed because the operator names it
 */
record BundleSource(Optional<Path> config) {

  /** Whoever cannot reach it from here learns so soon. */
  private static final FetchTimes TIMES =
      new FetchTimes(Duration.ofSeconds(5), FetchTimes.defaults().overall());

  /**
   * The bundle.
   *
   * @throws BundleRefusedException {@code BUNDLE_PATH} where it cannot be had from here
   */
  Bundle fetch(String address)
      throws CommandFailedException, BundleRefusedException, InterruptedException {
    BundleRules rules = rules(address);
    Path folder = null;
    try {
      folder = Files.createTempDirectory("saccade-release");
      return new BundleStore(rules, folder, Long.MAX_VALUE).fetch(address, Optional.empty());
    } catch (IOException e) {
      throw new CommandFailedException("there is no room for the bundle: " + e.getMessage(), e);
    } finally {
      if (folder != null) {
        delete(folder);
      }
    }
  }

  private BundleRules rules(String address) throws CommandFailedException {
    if (config.isPresent()) {
      try {
        return ProcessorSettings.load(config.get(), System.getenv(), Map.of()).bundles().rules();
      } catch (SettingsException e) {
        throw new CommandFailedException(String.valueOf(e.getMessage()), e);
      }
    }
    return new BundleRules(
        List.of(root(address)), BundleLimits.defaults(), List.of(), S3Settings.defaults(), TIMES);
  }

  /** The address without its query, which no root has. */
  private static URI root(String address) throws CommandFailedException {
    try {
      URI whole = new URI(address);
      URI root = new URI(whole.getScheme(), whole.getRawAuthority(), whole.getPath(), null, null);
      Optional<String> objection = BundleRules.objection(root);
      if (objection.isPresent()) {
        throw new CommandFailedException("%s %s".formatted(root, objection.get()));
      }
      return root;
    } catch (URISyntaxException e) {
      throw new CommandFailedException("that is no address of a bundle: " + e.getReason(), e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      folder.toFile().deleteOnExit(); // In the system's folder for such things.
    }
  }
}
