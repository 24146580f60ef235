package io.saccade.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.shapes.ColorModel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the image holds, started as its Dockerfile says, against a real broker; without a container.
 */
final class ProcessorImageIT {

  private static final Path LIB = Path.of("target/lib");
  private static final Path COMMANDS = Deployed.ROOT.resolve("cli/target/lib");
  private static final Path HEALTH = Deployed.DEPLOY.resolve("docker/health");
  private static final Duration SOON = Duration.ofSeconds(90);

  @TempDir private Path folder;

  @Test
  void holdsNeitherTheTrainerNorTheBroker() throws Exception {
    try (Stream<Path> jars = Files.list(LIB)) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .anyMatch(jar -> jar.startsWith("saccade-processor-"))
          .noneMatch(jar -> jar.matches("(saccade-trainer|pytorch|kafka_|kafka-server|scala-).*"));
    }
  }

  @Test
  void runsAndSaysSoAndStopsWhenAsked() throws Exception {
    Path bundle = folder.resolve("bundle");
    BundleWriter.write(ColorModel.bundle("1"), bundle, IfPresent.REFUSE);
    try (Started sandbox = sandbox()) {
      Map<String, String> environment = new TreeMap<>();
      environment.put("SACCADE_BOOTSTRAP", sandbox.awaitLine("Kafka +(\\S+)", SOON));
      environment.put("SACCADE_REGISTRY_URL", sandbox.awaitLine("registry +(\\S+)", SOON));
      environment.put("SACCADE_MODEL_BUNDLE", bundle.toString());
      environment.put("SACCADE_STATE_DIR", folder.resolve("state").toString());
      environment.put("SACCADE_HTTP_PORT", "0");
      environment.put("SACCADE_TOPICS_CREATE", "true");
      environment.put("SACCADE_TUNING", "fixed");
      try (Started processor = Started.start(entrypoint(), environment)) {
        String port = processor.awaitLine("http listens .*:(\\d+)", SOON);
        String running = processor.awaitLine("running  (partitions)", SOON);
        assertThat(running).isNotEmpty();
        assertThat(health(port)).isZero();
        assertThat(names(port)).containsAll(KnownMetrics.OF_KAFKA);
        processor.terminate();
        assertThat(processor.awaitExit(SOON)).as(processor.output()).isZero();
        assertThat(health(port)).isNotZero();
      }
    }
  }

  private Started sandbox() throws Exception {
    return Started.start(
        List.of(
            java(),
            "-Xmx768m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            COMMANDS + "/*",
            "io.saccade.cli.Main",
            "sandbox",
            "--kafka-port",
            "0",
            "--registry-port",
            "0",
            "--data",
            folder.resolve("data").toString()),
        Map.of());
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The last entry point of the Dockerfile, with our folders in place of the image's. */
  private List<String> entrypoint() throws Exception {
    String dockerfile = Deployed.text(Deployed.DEPLOY.resolve("docker/Dockerfile"));
    String json =
        dockerfile.substring(dockerfile.lastIndexOf("ENTRYPOINT ") + 11).replace("\\\n", "");
    List<String> command = new ArrayList<>();
    StrictYaml.mapper()
        .readTree(json.substring(0, json.indexOf(']') + 1))
        .forEach(word -> command.add(word.asText()));
    command.removeIf(word -> word.startsWith("-Donnxruntime.native.path="));
    command.replaceAll(word -> word.replace("/opt/saccade/lib", LIB.toString()));
    command.replaceAll(word -> word.replace("/var/lib/saccade", folder.toString()));
    command.set(0, java());
    command.add(1, "-Xmx512m");
    command.addAll(List.of("process", "--verbose"));
    return command;
  }

  private static int health(String port) throws Exception {
    ProcessBuilder look = new ProcessBuilder(HEALTH.toAbsolutePath().toString());
    look.environment().put("SACCADE_HTTP_PORT", port);
    return look.redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static List<String> names(String port) throws Exception {
    HttpResponse<Stream<String>> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build(),
                HttpResponse.BodyHandlers.ofLines());
    return answer.body().map(line -> Objects.requireNonNull(line.split("[{ ]", 2)[0])).toList();
  }
}
