package io.saccade.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.Cohort;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.Label;
import io.saccade.schemas.avro.ModelIdentity;
import io.saccade.schemas.avro.Prediction;
import io.saccade.schemas.avro.SourceCoordinates;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Confluent's own client in another language reads our predictions and writes our events. Runs
 * where {@code NODE_PATH} leads to {@code @confluentinc/schemaregistry}, from npm.
 */
class StrangersClientIT {

  private static final Path SCRIPT = Path.of("src/test/resources/stranger.js").toAbsolutePath();

  @TempDir private Path directory;

  @Test
  void readsOurPredictionsAndWritesOurEvents() throws Exception {
    assumeTrue(
        succeeds(
            "-e",
            "try { require.resolve('@confluentinc/schemaregistry') } catch { process.exit(1) }"),
        "npm's @confluentinc/schemaregistry is not on the NODE_PATH");
    Path prediction = directory.resolve("prediction");
    Path event = directory.resolve("event");
    try (SchemaRegistryServer server = SchemaRegistryServer.start(0, directory);
        SerdeFactory serdes =
            SerdeFactory.create(Map.of("schema.registry.url", server.url().toString()))) {
      serdes.writer(ImageEvent.class, "images-value");
      byte[] ours = serdes.writer(Prediction.class, "predictions-value").write(red());
      Files.write(prediction, ours);
      assertThat(
              succeeds(
                  SCRIPT.toString(),
                  server.url().toString(),
                  prediction.toString(),
                  event.toString()))
          .isTrue();
      assertThat(serdes.reader(ImageEvent.class).read(Files.readAllBytes(event)))
          .isEqualTo(
              ImageEvent.newBuilder()
                  .setId("event-1")
                  .setCapturedAt(Instant.parse("2023-11-14T22:13:20.123456Z"))
                  .setImage(ByteBuffer.wrap(new byte[] {9, 8, 7}))
                  .setContentType("image/png")
                  .setAttributes(Map.of("label", "rot, grün"))
                  .build());
    }
  }

  private static Prediction red() {
    return Prediction.newBuilder()
        .setEventId("event-1")
        .setSource(new SourceCoordinates("images", 3, 4711L))
        .setModel(new ModelIdentity("shapes", "1", "ab".repeat(32)))
        .setLabels(List.of(new Label(7, "rot, grün", 0.75f)))
        .setCohort(Cohort.PRIMARY)
        .build();
  }

  private static boolean succeeds(String... arguments) throws Exception {
    ProcessBuilder node = new ProcessBuilder("node").redirectErrorStream(true);
    node.command().addAll(List.of(arguments));
    try {
      Process process = node.start();
      byte[] output = process.getInputStream().readAllBytes();
      boolean succeeded = process.waitFor() == 0;
      if (!succeeded) {
        System.err.println(new String(output, StandardCharsets.UTF_8));
      }
      return succeeded;
    } catch (IOException e) {
      return false; // there is no Node.js here
    }
  }
}
