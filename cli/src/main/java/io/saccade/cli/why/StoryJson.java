package io.saccade.cli.why;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.cli.watch.AvroJson;
import io.saccade.processor.release.ReleaseJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A story for programs. */
final class StoryJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private StoryJson() {}

  static ObjectNode of(Story story) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("asked", story.name().toString())
            .put("ending", story.ending().name());
    story.event().ifPresent(event -> node.set("event", event(event)));
    story
        .settled()
        .ifPresent(
            settled ->
                node.set(settled.prediction().isPresent() ? "prediction" : "failure", of(settled)));
    story.turn().ifPresent(turn -> node.set("turn", turn(turn)));
    story.inForce().ifPresent(at -> node.set("release", release(at)));
    story.window().ifPresent(window -> node.set("drift", window(window)));
    ArrayNode labels = node.putArray("labels");
    story.labels().forEach(label -> labels.add(AvroJson.of(label)));
    ArrayNode searched = node.putArray("searched");
    story
        .searched()
        .forEach(
            one ->
                searched
                    .addObject()
                    .put("what", one.what())
                    .put("records", one.records())
                    .put("all", one.all()));
    return node;
  }

  private static ObjectNode event(SourceEvent event) {
    ObjectNode node =
        spot(event.spot())
            .put("timestamp", event.timestamp().toString())
            .put("key", text(event.key()))
            .put("bytes", event.bytes());
    event.event().ifPresent(of -> node.set("value", AvroJson.of(of)));
    return node;
  }

  private static ObjectNode of(Settled settled) {
    ObjectNode node = spot(Spot.of(settled.record()));
    node.set("source", spot(settled.source()));
    settled.prediction().ifPresent(of -> node.set("value", AvroJson.of(of)));
    ObjectNode headers = node.putObject("headers");
    for (Header header : settled.record().headers()) {
      headers.put(header.key(), text(header.value()));
    }
    node.set("again", spots(settled.others()));
    node.set("sameId", spots(settled.namesakes()));
    return node;
  }

  private static ObjectNode turn(Turn turn) {
    ObjectNode node = NODES.objectNode().put("group", turn.group());
    turn.committed().ifPresent(offset -> node.put("committed", offset));
    return node.put("ahead", turn.ahead());
  }

  private static ObjectNode release(InForce at) {
    ObjectNode node = ReleaseJson.release(at.release().issued());
    node.put("since", at.since()).put("keyPlace", at.place());
    at.canaryPercent().ifPresent(percent -> node.put("canaryPercent", percent));
    return node;
  }

  private static ObjectNode window(DriftWindow window) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("start", window.start().toString())
            .put("end", window.end().toString());
    window.report().ifPresent(report -> node.set("report", AvroJson.of(report)));
    return node;
  }

  private static ArrayNode spots(List<Spot> spots) {
    ArrayNode node = NODES.arrayNode();
    spots.forEach(spot -> node.add(spot(spot)));
    return node;
  }

  private static ObjectNode spot(Spot spot) {
    return NODES
        .objectNode()
        .put("topic", spot.topic())
        .put("partition", spot.partition())
        .put("offset", spot.offset());
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
