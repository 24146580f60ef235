package io.saccade.processor.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.http.HttpSettings;
import io.saccade.processor.http.ProcessorHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PageEndpointTest {

  private static final Path FILES =
      Path.of("src/main/resources/io/saccade/processor/dashboard/web");

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void servesItsFilesAndTellsWhoHasThemThatNothingChanged() throws Exception {
    HttpSettings settings = HttpSettings.loopback(OptionalInt.of(0), Optional.empty());
    try (ProcessorHttp http =
        ProcessorHttp.start(settings, List.of(new PageEndpoint())).orElseThrow()) {
      HttpResponse<String> page = get(http, "/", "");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("<title>Saccade</title>").doesNotContain("style=");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'self'")
          .doesNotContain("unsafe");
      String tag = page.headers().firstValue("ETag").orElseThrow();
      assertThat(get(http, "/", tag).statusCode()).isEqualTo(304);
      assertThat(get(http, "/", "\"other\"").statusCode()).isEqualTo(200);

      assertThat(get(http, "/assets/vendor/uplot.js", "").body()).contains("export { uPlot as");
      assertThat(get(http, "/assets/panels/drift.js", "").headers().firstValue("Content-Type"))
          .contains("text/javascript; charset=utf-8");
      assertThat(get(http, "/assets/../Asset.class", "").statusCode()).isEqualTo(404);
      assertThat(get(http, "/other", "").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void hasEveryFileThatThereIsAndNoneThatIsLong() throws Exception {
    try (Stream<Path> files = Files.walk(FILES)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(all.stream().map(file -> FILES.relativize(file).toString()))
          .filteredOn(name -> !name.equals("index.html"))
          .containsExactlyInAnyOrderElementsOf(PageEndpoint.FILES);
      for (Path file : all) {
        assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(300);
      }
    }
  }

  private HttpResponse<String> get(ProcessorHttp http, String path, String tag) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(http.address() + path));
    if (!tag.isEmpty()) {
      request.header("If-None-Match", tag);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
