package io.saccade.cli.dashboard;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The browser of this machine and what drives it; nothing is downloaded.
 *
 * @param browser {@code $CHROME}, or what the path has
 * @param driver {@code $CHROMEDRIVER}, or what the path has
 */
record Chromium(Path browser, Path driver) {

  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /** What a person reads who wonders why nothing was tested. */
  static final String MISSING =
      "no browser: the dashboard is tested with Chromium and chromedriver, on the path or as $CHROME"
          + " and $CHROMEDRIVER (Debian: apt-get install chromium chromium-driver)";

  /** What there is; empty where a half of it is missing. */
  static Optional<Chromium> find() {
    Optional<Path> browser = find("CHROME", BROWSERS);
    Optional<Path> driver = find("CHROMEDRIVER", List.of("chromedriver"));
    return browser.isPresent() && driver.isPresent()
        ? Optional.of(new Chromium(browser.get(), driver.get()))
        : Optional.empty();
  }

  /** Starts it, with nothing remembered and nothing on its mind. */
  ChromeDriver start(Path profile) throws IOException {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--force-color-profile=srgb",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.toFile())
            .usingAnyFreePort()
            .build();
    return new ChromeDriver(service, options);
  }

  private static Optional<Path> find(String variable, List<String> names) {
    Map<String, String> environment = System.getenv();
    String given = environment.getOrDefault(variable, "");
    if (!given.isEmpty()) {
      return Optional.of(Path.of(given)).filter(Files::isExecutable);
    }
    String path = environment.getOrDefault("PATH", "");
    return names.stream()
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
