package io.saccade.processor.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.model.bundle.Bundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what was chosen, in one small file for each bundle, machine and order. A file that
 * cannot be read or is for something else counts as none, and one that cannot be written is done
 * without: memory saves seconds, and must not cost a start. Several processes may share a folder.
 */
public final class TuningMemory {

  private static final Logger LOG = LoggerFactory.getLogger(TuningMemory.class);
  private static final int FORMAT = 1;
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final Machine machine;

  /** A memory in a folder, which is made when there is something to remember. */
  public TuningMemory(Path folder, Machine machine) {
    this.folder = folder;
    this.machine = machine;
  }

  /** Where the choice for a bundle and an order is, or would be. */
  public Path file(Bundle bundle, TuningOrder order) {
    ObjectNode subject = subject(bundle, order);
    // A name that tells orders apart; what the file is for stands in it.
    long hash =
        UUID.nameUUIDFromBytes(subject.toString().getBytes(StandardCharsets.UTF_8))
            .getMostSignificantBits();
    return folder.resolve("%s-%016x.json".formatted(bundle.sha256().substring(0, 16), hash));
  }

  /** What was chosen for this bundle, machine and order, if it is known. */
  public Optional<Remembered> recall(Bundle bundle, TuningOrder order) {
    Path file = file(bundle, order);
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      if (root.path("format").asInt() != FORMAT
          || !root.path("for").equals(JSON.readTree(subject(bundle, order).toString()))) {
        LOG.warn("what was tuned is for something else; measuring anew file={}", file);
        return Optional.empty();
      }
      TuningPoint point = point(root.path("chosen"));
      return Optional.of(
          new Remembered(
              point,
              SearchSpace.of(bundle, order).plan(point),
              root.path("imagesPerSecond").asDouble(),
              Instant.parse(root.path("measured").asText())));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      LOG.warn(
          "what was tuned cannot be read; measuring anew file={} reason={}", file, e.toString());
      return Optional.empty();
    }
  }

  /**
   * Keeps what was chosen, whole or not at all.
   *
   * @return whether it is kept
   */
  public boolean keep(Bundle bundle, TuningOrder order, TuningReport report, Instant now) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
    root.set("for", subject(bundle, order));
    root.putObject("chosen")
        .put("lanes", report.chosen().lanes())
        .put("threads", report.chosen().threads())
        .put("decoders", report.chosen().decoders())
        .put("batch", report.chosen().batch());
    root.put("imagesPerSecond", report.chosenLine().rate())
        .put("why", report.why())
        .put("measured", now.toString());
    Path file = file(bundle, order);
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, "tuning", ".tmp");
      try {
        Files.writeString(draft, root.toPrettyString() + "\n");
        Files.move(
            draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
      return true;
    } catch (IOException e) {
      LOG.warn(
          "what was tuned cannot be kept; it is measured at each start file={} reason={}",
          file,
          e.toString());
      return false;
    }
  }

  private ObjectNode subject(Bundle bundle, TuningOrder order) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("bundle", bundle.sha256())
        .put("processor", machine.processor())
        .put("cores", machine.cores())
        .put("device", machine.device())
        .put("runtime", machine.runtime())
        .put("coresUsed", order.cores())
        .put("latencyTarget", order.latencyTarget().toString())
        .put("batchBytes", order.batchBytes());
  }

  private static TuningPoint point(JsonNode node) {
    return new TuningPoint(
        node.path("lanes").asInt(),
        node.path("threads").asInt(),
        node.path("decoders").asInt(-1),
        node.path("batch").asInt());
  }
}
