package io.saccade.cli.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * The dashboard in a real browser, of a real processor with a real broker, from before anything
 * serves until the processor has gone. Only the reports are made up: they take hours to come.
 * Pictures of it stay in target/screenshots, for people to look at.
 */
final class DashboardIT {

  private static final List<String> SCHEMES = List.of("light", "dark");
  private static final List<Integer> WIDTHS = List.of(1440, 390);

  @TempDir private Path folder;

  @Test
  void showsWhatAProcessorDoesFromItsStartToItsEnd() throws Exception {
    Optional<Chromium> browser = Chromium.find();
    assumeTrue(browser.isPresent(), Chromium.MISSING);
    try (Exhibition shown = Exhibition.open(folder);
        Page page = Page.open(browser.get().start(folder.resolve("profile")), shown.address())) {
      saysThatNothingServesYet(page);
      saysWhatToDoWhereNothingHasComeYet(shown, page);
      fillsEveryPanel(shown, page);
      canBeReadByEverybodyOnEveryScreen(page);
      releasesWithTheTokenAlone(shown, page);

      assertThat(page.complaints()).filteredOn(each -> !each.contains("401")).isEmpty();
      assertThat(page.hosts()).containsExactly(shown.address().getAuthority());

      saysSinceWhenTheProcessorIsGone(shown, page);
    }
  }

  private static void saysThatNothingServesYet(Page page) throws Exception {
    page.await("#connection", "Not ready");
    page.await("#notice", "not ready: no version serves yet");
    page.keep("not-ready");
  }

  private static void saysWhatToDoWhereNothingHasComeYet(Exhibition shown, Page page)
      throws Exception {
    shown.release(
        "{\"primary\": {\"version\": \"1\", \"uri\": \"%s\"}}".formatted(shown.bundle("1")));
    shown.running();
    page.await("#connection", "Live");
    page.await("#empty", "Nothing has come through yet[^$]*./saccade publish --bootstrap 127");
    page.await("#images", "first pictures appear");
    page.await("#failures", "None since the processor started");
    page.keep("empty");
  }

  private static void fillsEveryPanel(Exhibition shown, Page page) throws Exception {
    shown.traffic();
    Instant now = Instant.now();
    shown.report(MadeUpReports.drift(now), MadeUpReports.accuracy(now));
    shown.release(
        ("{\"canary\": {\"version\": \"2\", \"uri\": \"%s\", \"percent\": 25},"
                + " \"shadow\": {\"version\": \"3\", \"uri\": \"%s\"}, \"reason\": \"sharper reds\"}")
            .formatted(shown.bundle("2"), shown.bundle("3")));

    page.await("#tiles", "Throughput\\s+\\d+\\s+images/s");
    page.await("#tiles", "Latency, p99\\s+[\\d.]+\\s+m?s");
    page.await("#traffic .legend", "predictions\\s+\\d+ /s\\s+failures\\s+\\d+");
    page.await("#latency .legend", "p50\\s+[\\d.]+\\s*m?s\\s+p95\\s+[\\d.]+");
    page.await("#lag .legend", "not yet polled\\s+\\d+\\s+looked ahead\\s+\\d+");
    page.await("#batches", "\\d+ lanes? · [\\d.]+\\s*m?s a batch[^$]*images a batch\\s+[\\d.]+");
    page.await("#versions", "1\\s+primary\\s+75\\s*%\\s+7\\d");
    page.await("#versions", "2\\s+canary\\s+25\\s*%\\s+2\\d");
    page.await("#versions", "3\\s+shadow\\s+[\\d.]+\\s*%");
    page.await("#images", "(red|green|blue|yellow|magenta|cyan)[^$]*\\d+\\s*%[^$]*v1");
    page.await("#failures", "IMAGE_EMPTY\\s+The event carries an image of no bytes");
    page.await("#failures", "IMAGE_UNSUPPORTED");
    page.await("#drift .note", "20 streams");
    page.await("#drift .verdict", "no longer what the model was measured on: brightness went down");
    page.await(
        "#drift .questions", "real\\?\\s+Yes[^$]*big\\?\\s+Yes, 0.31[^$]*hurt\\?\\s+Yes, 84.1");
    page.await("#accuracy", "85.2\\s*%[^$]*too high");
    page.await("#releases", "Canary\\s+2 for 25\\s*% of the keys[^$]*exhibit-1[^$]*serving");
    assertThat(page.script("return document.querySelector('.picture img').naturalWidth"))
        .satisfies(width -> assertThat(((Number) width).intValue()).isBetween(16, 160));
    assertThat(page.script("return document.querySelectorAll('.uplot canvas').length"))
        .isEqualTo(6L);
  }

  private static void canBeReadByEverybodyOnEveryScreen(Page page) throws Exception {
    for (int width : WIDTHS) {
      for (String scheme : SCHEMES) {
        page.look(width, scheme);
        page.await("#traffic .legend", "predictions");
        page.requireNoOverflow();
        page.keep("full");
        assertThat(page.barriers()).as("%d pixels, %s", width, scheme).isEmpty();
      }
    }
    page.look(1440, "light");
    assertThat(page.reached())
        .startsWith("Skip to the panels", "1 min", "5 min", "15 min", "Theme: auto")
        .contains(MadeUpReports.DARK, "camera-00", "Promote canary")
        .noneMatch(each -> each.startsWith("invisible focus"));
    page.find("#theme").sendKeys(Keys.ENTER, Keys.ENTER);
    page.await("#theme", "Theme: dark");
    assertThat(page.script("return document.documentElement.dataset.theme")).isEqualTo("dark");
    page.find("#theme").sendKeys(Keys.ENTER);
  }

  private static void releasesWithTheTokenAlone(Exhibition shown, Page page) throws Exception {
    page.find("#promote").sendKeys(Keys.ENTER);
    page.await("#ask", "Promote 2 to primary\\?");
    page.type("this-is-not-the-token", Keys.ENTER);
    page.await("#ask-error", "not the token. Nothing was changed");
    page.keep("wrong-token");
    assertThat(shown.running().version().version()).isEqualTo("1");

    page.type(Exhibition.TOKEN, Keys.TAB, "looks well");
    page.find("#ask-ok").click();
    page.await("#releases .said", "Promoted: epoch 3, primary 2 serves everywhere");
    assertThat(shown.running().version().version()).isEqualTo("2");
    page.await("#releases", "dashboard: looks well");

    page.find("#rollback").sendKeys(Keys.ENTER);
    page.await("#ask", "Roll back to 1\\?");
    page.find("#ask-ok").click();
    page.await("#releases .said", "Rolled back: epoch 4, primary 1 serves everywhere");
    assertThat(shown.running().version().version()).isEqualTo("1");
    page.await("#versions", "1\\s+primary");
  }

  private static void saysSinceWhenTheProcessorIsGone(Exhibition shown, Page page)
      throws Exception {
    shown.end();
    page.await("#connection", "Disconnected");
    page.await("#notice", "lost at \\d\\d:\\d\\d:\\d\\d[^$]*from before. Trying again.");
    page.keep("disconnected");
  }
}
