package io.saccade.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.trainer.page.PageText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class TrainingReportTest {

  private static final List<String> FLOWERS = List.of("daisy", "dandelion", "rose", "sunflower");

  @TempDir private Path folder;

  private Document written(ReportData data) throws Exception {
    Path file = folder.resolve("report.html");
    TrainingReport.write(data, file);
    return PageText.read(file);
  }

  private static List<String> headings(Document page) {
    return PageText.all(page, "h2").stream().map(Element::getTextContent).toList();
  }

  @Test
  void showsAllThatIsKnown() throws Exception {
    Document page = written(ReportSamples.whole(FLOWERS));

    assertThat(headings(page))
        .containsExactly(
            "What was chosen",
            "Training against validation",
            "What is taken for what",
            "Worst mistakes",
            "Calibration",
            "What training saw",
            "Images",
            "Recipe",
            "Bundle",
            "Time");
    assertThat(PageText.all(page, "svg")).hasSize(3 + 3 + 2);
    assertThat(PageText.all(page, "img")).hasSizeGreaterThan(3 * 8);
    assertThat(page.getDocumentElement().getTextContent())
        .contains("Parity holds.", "flip,rotate=20", "rose/broken.jpg", "8.9 MB");
  }

  @Test
  void needsNeitherNetworkNorScripts() throws Exception {
    Document page = written(ReportSamples.whole(FLOWERS));

    assertThat(PageText.all(page, "script")).isEmpty();
    for (String attribute : List.of("src", "href")) {
      assertThat(
              PageText.all(page, "*").stream()
                  .map(element -> element.getAttribute(attribute))
                  .filter(address -> !address.isEmpty()))
          .allMatch(address -> address.startsWith("data:"));
    }
    assertThat(PageText.all(page, "style").get(0).getTextContent())
        .doesNotContain("url(", "@import");
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("default-src &#39;none&#39;");
  }

  @Test
  void trustsNoName() throws Exception {
    String hostile = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>\u202E\u0000";

    Document page = written(ReportSamples.whole(List.of(hostile, "</style></title>", "b&amp;b")));

    assertThat(PageText.all(page, "script")).isEmpty();
    assertThat(PageText.all(page, "*"))
        .allMatch(element -> element.getAttribute("onerror").isEmpty());
    assertThat(page.getDocumentElement().getTextContent())
        .contains("<script>alert(1)</script>", "</style></title>", "b&amp;b")
        .doesNotContain("\u202E");
  }

  @Test
  void drawsHundredsOfClassesAsOnePicture() throws Exception {
    List<String> classes = IntStream.range(0, 400).mapToObj(i -> "class " + i).toList();

    Document page = written(ReportSamples.whole(classes));

    assertThat(PageText.all(page, "img"))
        .filteredOn(image -> image.getAttribute("class").equals("heat"))
        .hasSize(1);
    assertThat(PageText.all(page, "table"))
        .noneMatch(table -> table.getAttribute("class").equals("confusion"));
    assertThat(Files.size(folder.resolve("report.html"))).isLessThan(3_000_000);
  }

  @Test
  void makesDoWithOneEpochAndNoValidation() throws Exception {
    Document page = written(ReportSamples.bare(FLOWERS, 1));

    assertThat(headings(page))
        .contains("Training against validation")
        .doesNotContain("Calibration", "Worst mistakes", "What is taken for what");
    assertThat(page.getDocumentElement().getTextContent())
        .contains("There was no validation part")
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void saysWhereNothingIsWrong() throws Exception {
    ReportSamples samples = new ReportSamples(FLOWERS);
    float[][] logits = {{9, 0, 0, 0}, {0, 9, 0, 0}};
    PartResult perfect =
        new PartResult("validation", Judgement.of(logits, new int[] {0, 1}, 1), List.of());

    Document page = written(samples.report(List.of(), List.of(perfect)));

    assertThat(page.getDocumentElement().getTextContent())
        .contains("Not one mistake.", "100.0 %")
        .doesNotContain("NaN");
    assertThat(headings(page)).doesNotContain("Worst mistakes", "Training against validation");
  }

  @Test
  void replacesAReportWholeAndLeavesNothingBesideIt() throws Exception {
    written(ReportSamples.bare(FLOWERS, 2));
    written(ReportSamples.bare(FLOWERS, 3));

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("report.html"));
    }
  }
}
