package io.saccade.cli.why;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.CliRun;
import io.saccade.cli.watch.TopicReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Has `saccade why` tell the stories of events at a real broker, and holds them to what happened.
 *
 * @param bootstrap of the broker
 * @param registry of the schemas
 */
public record Stories(String bootstrap, String registry) {

  /** Who answered it, why so, and how long each step took. */
  public void ofAPrediction(JsonNode prediction) throws Exception {
    String id = prediction.path("eventId").asText();
    String key = prediction.path("key").asText();

    CliRun story = at("why", id, "--key", key);

    assertThat(story.code()).as(story.err()).isZero();
    assertThat(story.out())
        .contains("event     " + id, "stands    images-", "key " + key, "by        colors 1 (")
        .contains("answer    " + prediction.at("/labels/0/name").asText())
        .contains("release   the bundle that the processor was started with, on this partition")
        .contains("cohort    primary: the release had no canary", "drift     not watched")
        .containsPattern("batch     of \\d+ images? on cpu, lane \\d")
        .containsPattern("done      \\S+Z, \\S+ s after it was captured")
        .doesNotContain("again", "beware");
    JsonNode told = json(at("why", id, "--around", "-5m", "--format", "json")).get(0);
    assertThat(told.path("ending").asText()).isEqualTo("PREDICTED");
    assertThat(told.at("/release/since").asLong(-1)).isZero();
    assertThat(told.at("/prediction/source")).isEqualTo(prediction.path("source"));
  }

  /** What is wrong with it. */
  public void ofAFailure(Path folder) throws Exception {
    Path garbage = Files.writeString(folder.resolve("garbage.jpg"), "no image");
    assertThat(at("publish", "--key", "odd", garbage.toString()).code()).isZero();
    CliRun watched =
        at("watch", "failures", "--from-beginning", "--limit", "1", "--format", "json");
    JsonNode failure = json(watched).get(0);
    String id = failure.at("/record/headers/saccade.event.id").asText();
    String place =
        "images-%d@%d"
            .formatted(
                failure.at("/source/partition").asInt(), failure.at("/source/offset").asLong());

    CliRun byId = at("why", id);
    CliRun byPlace = at("why", place);

    for (CliRun story : List.of(byId, byPlace)) {
      assertThat(story.code()).as(story.err()).isZero();
      assertThat(story.out())
          .contains("failed    IMAGE_UNSUPPORTED: ", "The image is of a format", "key odd")
          .contains("by        colors 1 (", "written   image-failures-", place);
    }
  }

  /** Whose turn it is; no processor may run. */
  public void ofAnEventThatWaits(Path images) throws Exception {
    assertThat(at("publish", "--key", "late", images.toString()).code()).isZero();
    List<JsonNode> events =
        json(
            at(
                "watch",
                "predictions",
                "--topic",
                "images",
                "--from-beginning",
                "--until-end",
                "--format",
                "json"));
    List<String> late =
        events.stream()
            .filter(event -> event.path("key").asText().equals("late"))
            .map(event -> event.path("id").asText())
            .toList();

    CliRun story = at("why", late.get(29), "--key", "late");

    assertThat(story.code()).as(story.err()).isZero();
    assertThat(story.out())
        .contains("turn      the group saccade is at offset", " 29 events before it")
        .contains("so        it waits for its turn")
        .doesNotContain("answer");
  }

  /** Where it was looked for; the topic has 331 events. */
  public void ofNoEvent() throws Exception {
    CliRun story = at("why", "no-such-event", "--from", "-1h");

    assertThat(story.code()).isEqualTo(1);
    assertThat(story.out())
        .contains("so        it is nowhere to be found", "partitions of image-failures and pred")
        .contains("searched", "of images: 331 of 331 records", "widen the search with --from");
  }

  /** As at-least-once may have it: the same prediction once more, of the same event. */
  public void ofAnEventThatCameOutTwice() throws Exception {
    Map<String, Object> clients = Map.of("bootstrap.servers", bootstrap);
    ConsumerRecord<byte[], byte[]> first = null;
    try (TopicReader reader = TopicReader.fromBeginning("predictions", clients)) {
      while (first == null) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll()) {
          first = record;
        }
      }
    }
    ProducerRecord<byte[], byte[]> again =
        new ProducerRecord<>(
            first.topic(),
            first.partition(),
            first.timestamp(),
            first.key(),
            first.value(),
            first.headers());
    RecordMetadata second;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer())) {
      second = producer.send(again).get();
    }
    String place = "predictions-%d@%d".formatted(second.partition(), second.offset());
    CliRun watched =
        at("watch", "predictions", "--from-beginning", "--until-end", "--format", "json");
    JsonNode copy =
        json(watched).stream()
            .filter(node -> node.at("/record/partition").asInt() == second.partition())
            .filter(node -> node.at("/record/offset").asLong() == second.offset())
            .findFirst()
            .orElseThrow();

    CliRun story = at("why", copy.path("eventId").asText());

    assertThat(story.code()).as(story.err()).isZero();
    assertThat(story.out()).contains("again     the same event came out at predictions-");
    assertThat(story.out()).contains(place);
  }

  private CliRun at(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--bootstrap", bootstrap, "--registry", registry));
    return CliRun.of(all.toArray(String[]::new));
  }

  private static List<JsonNode> json(CliRun run) throws Exception {
    assertThat(run.code()).as(run.err()).isZero();
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      nodes.add(new ObjectMapper().readTree(line));
    }
    return nodes;
  }
}
