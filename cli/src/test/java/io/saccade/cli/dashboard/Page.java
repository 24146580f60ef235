package io.saccade.cli.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The dashboard, open in a browser. */
final class Page implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChromeDriver driver;
  private final Set<String> hosts = new TreeSet<>();
  private final List<String> complaints = new ArrayList<>();
  private int width = 1440;
  private String scheme = "light";

  private Page(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Opens it as a desktop has it, in light. */
  static Page open(ChromeDriver driver, URI address) {
    Page page = new Page(driver);
    page.look(page.width, page.scheme);
    driver.get(address.toString());
    return page;
  }

  /** Looks at it on a screen of this width, in light or dark. */
  void look(int width, String scheme) {
    this.width = width;
    this.scheme = scheme;
    resize(1000);
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Waits until an element says something; a regular expression, anywhere in its text. */
  void await(String selector, String pattern) {
    Pattern wanted = Pattern.compile(pattern, Pattern.UNICODE_CHARACTER_CLASS);
    new WebDriverWait(driver, PATIENCE)
        .withMessage(
            () -> "%s to say %s, but it says: %s".formatted(selector, pattern, text(selector)))
        .until(any -> wanted.matcher(text(selector)).find());
  }

  /** What an element says to whoever sees it. */
  String text(String selector) {
    return String.valueOf(
        script("return document.querySelector(arguments[0])?.innerText ?? ''", selector));
  }

  /** What a script returns. */
  Object script(String script, Object... arguments) {
    Object answer = driver.executeScript(script, arguments);
    return answer == null ? "" : answer;
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /**
   * Types into what has the focus when a key is struck, even if a panel is drawn anew meanwhile.
   */
  void type(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Everything that the tabulator reaches, from the beginning of the page, by what it says. */
  List<String> reached() {
    script("document.activeElement.blur(); window.scrollTo(0, 0)");
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      type(Keys.TAB);
      String at =
          String.valueOf(
              script(
                  "const e = document.activeElement; if (e === document.body) return '';"
                      + "if (!e.matches(':focus-visible')) return 'invisible focus: ' + e.outerHTML;"
                      + "return e.innerText?.trim().split('\\n')[0] || e.getAttribute('aria-label') || e.id"));
      if (at.isEmpty() || (i > 0 && at.equals(reached.get(0)))) {
        break;
      }
      reached.add(at);
    }
    return reached;
  }

  /** Whether everything fits the width of the screen. */
  void requireNoOverflow() {
    assertThat(script("return document.documentElement.scrollWidth - window.innerWidth"))
        .as("%d pixels, %s: how far the page is wider than the screen", width, scheme)
        .satisfies(over -> assertThat(((Number) over).intValue()).isLessThanOrEqualTo(0));
  }

  /** What keeps people out who cannot see, or use a mouse: axe's rules of WCAG 2.2 AA. */
  List<String> barriers() throws IOException {
    script(axe());
    Object found =
        driver.executeAsyncScript(
            "const done = arguments[0]; axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',"
                + " 'wcag22aa', 'best-practice']}).then(r => done(r.violations.flatMap(v =>"
                + " v.nodes.map(n => v.id + ': ' + n.html.slice(0, 160) + ' ' + n.failureSummary))))");
    List<String> barriers = new ArrayList<>();
    ((List<?>) found).forEach(each -> barriers.add(String.valueOf(each)));
    return barriers;
  }

  /** Keeps a picture of the whole page for people to look at. */
  void keep(String name) throws IOException {
    int height = ((Number) script("return document.documentElement.scrollHeight")).intValue();
    resize(height);
    new WebDriverWait(driver, PATIENCE)
        .until(
            any ->
                Boolean.TRUE.equals(
                    script(
                        "return document.getAnimations().every(a => a.playState !== 'pending')")));
    Map<String, Object> shot =
        driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"));
    Files.createDirectories(PICTURES);
    Files.write(
        PICTURES.resolve("%s-%d-%s.png".formatted(name, width, scheme)),
        Base64.getDecoder().decode(String.valueOf(shot.get("data"))));
    resize(1000);
  }

  /** What the browser complained about since the page was opened. */
  List<String> complaints() {
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      complaints.add(entry.getMessage());
    }
    return complaints;
  }

  /** Every host that was asked for anything. */
  Set<String> hosts() throws IOException {
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = JSON.readTree(entry.getMessage()).path("message");
      if (message.path("method").asText().equals("Network.requestWillBeSent")) {
        URI uri = URI.create(message.path("params").path("request").path("url").asText());
        if (String.valueOf(uri.getScheme()).startsWith("http")) { // not a page of the browser's own
          hosts.add(uri.getAuthority());
        }
      }
    }
    return hosts;
  }

  @Override
  public void close() {
    driver.quit();
  }

  private void resize(int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  private static String axe() throws IOException {
    try (InputStream in = Page.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in, "axe.min.js").readAllBytes(), UTF_8);
    }
  }
}
