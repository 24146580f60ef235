package io.saccade.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.CliRun;
import io.saccade.cli.Samples;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class InspectedReferenceTest {

  @TempDir private static Path folder = Path.of("");

  private static Path labelled = Path.of("");
  private static Path small = Path.of("");

  @BeforeAll
  static void makeBundles() throws Exception {
    labelled = DrawnReference.write(folder.resolve("labelled"), 2_600, true);
    small = DrawnReference.write(folder.resolve("small"), 700, false);
  }

  private static CliRun inspect(Path bundle, String... more) {
    return CliRun.of(
        Stream.concat(Stream.of("model", "inspect", bundle.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void tellsWhatIsNormalAndWhenWindowsAlarm() {
    CliRun run = inspect(labelled);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("(?m)^reference +2,080 images with true labels$")
        .containsPattern("(?m)^predicted +\\S+ 1\\d\\.\\d % .* … \\(1 more\\)$")
        .containsPattern("(?m)^right +(89|9\\d)\\.\\d %; it states \\d+\\.\\d %, and \\d+\\.\\d % ")
        .containsPattern("(?m)^  brightness +0\\.5\\d+ \\(0\\.0\\d+ to 0\\.9\\d+\\)$")
        .containsPattern("(?m)^  area +4096$")
        .containsPattern(
            "(?m)^windows +of 50 images .* 1,000 were drawn at each of 5 sizes, up to 208$")
        .containsPattern("(?m)^false alarms +once in 30 days .*drift.false.alarm.every")
        .containsPattern("(?m)^  5 minutes +one window alarms with a p below 1.9e-05, two of three")
        .containsPattern("(?m)^ +50( +\\d+\\.\\d+){5}$")
        .containsPattern("(?m)^ +208( +\\d+\\.\\d+){5}$");
  }

  @Test
  void saysWhereTooFewWindowsWereDrawnForWhatIsAsked() {
    assertThat(inspect(labelled, "--false-alarm-every", "P365D").out())
        .containsPattern("(?m)^ +50( +(\\d+\\.\\d+|–)){5}$")
        .contains("too few windows were drawn to tell of one so rare");
  }

  @Test
  void tellsProgramsTheSame() throws Exception {
    JsonNode reference = json(inspect(labelled, "--format", "json")).path("reference");
    JsonNode often =
        json(inspect(labelled, "--format", "json", "--false-alarm-every", "P5D")).path("reference");

    assertThat(reference.path("images").asInt()).isEqualTo(2_080);
    assertThat(reference.path("referenceTooSmall").asBoolean()).isFalse();
    assertThat(reference.path("accuracy").asDouble()).isBetween(0.88, 0.92);
    assertThat(reference.path("predicted").size()).isEqualTo(6);
    assertThat(reference.path("imageProperties").path("aspect").path("median").asDouble())
        .isEqualTo(1);
    JsonNode day = reference.path("alarms").path(2);
    assertThat(day.path("scale").asText()).isEqualTo("PT24H");
    assertThat(day.path("windows").size()).isEqualTo(5);
    // Of a day's windows there are fewest, so each may alarm by less; and so where more are wrong.
    JsonNode largest = day.path("windows").path(4);
    JsonNode minutes = reference.path("alarms").path(0).path("windows").path(4);
    JsonNode oftener = often.path("alarms").path(2).path("windows").path(4);
    for (String family : List.of("labels", "softmax", "features", "image")) {
      double distance = largest.path(family).asDouble();
      assertThat(oftener.path(family).asDouble()).isBetween(0.1, distance - 0.01);
      assertThat(minutes.path(family).asDouble(Double.POSITIVE_INFINITY)).isGreaterThan(distance);
    }
    assertThat(largest.path("effect").asDouble()).isBetween(0.05, 0.3);
  }

  @Test
  void drawsAllOfItOnAPageThatNeedsNoNetwork() throws Exception {
    Path file = folder.resolve("page.html");

    CliRun run = inspect(labelled, "--html", file.toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("drawn in " + file);
    Document page = read(file);
    assertThat(texts(page, "h2"))
        .containsExactly(
            "How far windows are by chance",
            "When a window alarms",
            "What images are like",
            "How sure the model is",
            "Classes",
            "What is taken for what");
    // Four null distributions, four thresholds and the effect, seven properties, three of outputs.
    assertThat(texts(page, "figcaption")).hasSize(4 + 5 + 7 + 3);
    assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(4 + 5 + 7 + 3);
    assertThat(Files.readString(file)).doesNotContain("NaN", "Infinity", "http:", "https:");
    assertThat(texts(page, "p")).contains("area is 4096 in all images, or nearly all.");
  }

  @Test
  void saysWhatAReferenceLacks() throws Exception {
    Path file = folder.resolve("small.html");

    CliRun run = inspect(small, "--html", file.toString());

    assertThat(run.out())
        .contains("560 images: too few for reports to be relied upon")
        .contains("unknown without true labels");
    assertThat(texts(read(file), "h2")).doesNotContain("What is taken for what");
    assertThat(Files.readString(file))
        .contains("too small for reports", "Whether it is right nobody knows")
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void replacesNoPageUnasked() throws Exception {
    String file = Files.writeString(folder.resolve("mine.html"), "mine").toString();

    CliRun refused = inspect(small, "--html", file);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("exists already", "--force");
    assertThat(folder.resolve("mine.html")).hasContent("mine");
    assertThat(inspect(small, "--html", file, "--force").code()).isZero();
  }

  @Test
  void saysThatABundleHasNone() throws Exception {
    Path plain = Samples.bundle(folder.resolve("plain"));
    Path file = folder.resolve("none.html");

    assertThat(inspect(plain).out())
        .containsPattern("(?m)^reference +none, so drift is not watched");
    CliRun drawn = inspect(plain, "--html", file.toString());
    assertThat(drawn.code()).isEqualTo(1);
    assertThat(drawn.err()).contains("no reference that could be drawn", "model profile");
    assertThat(file).doesNotExist();
  }

  @Test
  void takesOnlyWhatTheProcessorTakesToo() {
    CliRun run = inspect(small, "--false-alarm-every", "P1D");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--false-alarm-every must be from P4D to P3650D");
  }

  private static JsonNode json(CliRun run) throws Exception {
    return new ObjectMapper().readTree(run.out());
  }

  /** As strictly as XML, which the page is. */
  private static Document read(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(Files.readString(file))));
  }

  private static List<String> texts(Document page, String tag) {
    NodeList found = page.getElementsByTagName(tag);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> ((Element) found.item(i)).getTextContent())
        .toList();
  }
}
