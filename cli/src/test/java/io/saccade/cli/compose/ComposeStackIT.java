package io.saccade.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.CliRun;
import io.saccade.cli.Samples;
import io.saccade.schemas.SerdeFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The images as they are shipped, with Confluent's registry, used from outside by the commands;
 * under the profile {@code confluent} by Confluent's own client.
 */
final class ComposeStackIT {

  private static final int IMAGES = 60;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void classifiesWhatIsPublishedFromOutsideAndShowsItself(@TempDir Path folder) throws Exception {
    DockerEngine.require();
    Path images = Samples.images(folder.resolve("images"), IMAGES);
    try (ShippedStack stack = ShippedStack.start();
        SerdeFactory serdes =
            SerdeFactory.create(Map.of("schema.registry.url", stack.registry()))) {
      assertThat(serdes.getClass().getSimpleName())
          .isEqualTo(hasConfluentsClient() ? "ConfluentSerdeFactory" : "RegistrySerdeFactory");

      run(stack, "publish", "--key", "cam-1", images.toString());
      CliRun seen =
          run(
              stack,
              "watch",
              "predictions",
              "--from-beginning",
              "--limit",
              String.valueOf(IMAGES),
              "--format",
              "json");

      assertThat(seen.out().lines().filter(line -> line.contains("\"colors\""))).hasSize(IMAGES);
      assertThat(get(stack.processor() + "/health/ready")).contains("UP");
      assertThat(get(stack.processor() + "/metrics")).contains("saccade_predictions_total");
      assertThat(get(stack.prometheus() + "/api/v1/rules")).contains("SaccadeDown");
      assertThat(new ObjectMapper().readTree(get(stack.grafana() + "/api/search?query=Saccade")))
          .isNotEmpty();
    }
  }

  private static boolean hasConfluentsClient() {
    try {
      Class.forName("io.confluent.kafka.serializers.KafkaAvroSerializer");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static CliRun run(ShippedStack stack, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--bootstrap", stack.bootstrap(), "--registry", stack.registry()));
    CliRun run = CliRun.of(all.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private String get(String url) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }
}
