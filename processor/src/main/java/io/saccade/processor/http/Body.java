package io.saccade.processor.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.saccade.processor.release.CanaryWish;
import io.saccade.processor.release.Issuer;
import io.saccade.processor.release.ReleaseWish;
import io.saccade.processor.release.VersionWish;
import io.saccade.processor.release.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * The body of a request: a small JSON object, of which every field is known.
 *
 * @param json the object
 */
record Body(JsonNode json) {

  static final int MOST_BYTES = 64 * 1024;

  private static final String BAD = "BAD_BODY";
  private static final Set<String> ISSUER = Set.of("by", "reason");
  private static final Set<String> WISH = Set.of("primary", "canary", "shadow", "by", "reason");
  private static final Set<String> VERSION = Set.of("version", "uri", "sha256");
  private static final Set<String> CANARY = Set.of("version", "uri", "sha256", "percent");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Reads it; nothing at all is an object without fields. */
  static Body read(InputStream in) throws IOException, HttpRefusedException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new HttpRefusedException(
          413, "TOO_LARGE", "the body must be at most %d bytes".formatted(MOST_BYTES));
    }
    if (bytes.length == 0) {
      return new Body(JsonNodeFactory.instance.objectNode());
    }
    try {
      JsonNode json = JSON.readTree(bytes);
      if (!json.isObject()) {
        throw new HttpRefusedException(400, BAD, "the body must be a JSON object");
      }
      return new Body(json);
    } catch (JacksonException e) {
      throw new HttpRefusedException(
          400, BAD, "the body is not JSON: " + e.getOriginalMessage().replaceAll("\\p{C}", "?"));
    }
  }

  /** What the writer wants of the versions. */
  ReleaseWish wish() throws HttpRefusedException {
    requireOnly("the body", json, WISH);
    Optional<VersionWish> primary =
        json.path("primary").isMissingNode()
            ? Optional.empty()
            : Optional.of(version("primary", json.get("primary"), VERSION));
    ReleaseWish wish = new ReleaseWish(primary, canary(), shadow());
    if (wish.isEmpty()) {
      throw new HttpRefusedException(
          400, BAD, "the body must say what to change: primary, canary or shadow");
    }
    return wish;
  }

  /** Requires that the body says no more than who and why. */
  void requireIssuerOnly() throws HttpRefusedException {
    requireOnly("the body", json, ISSUER);
  }

  /** Who writes and why. */
  Issuer issuer(Instant now) throws HttpRefusedException {
    return Issuer.of(
        text("by", json.path("by")).orElse("http"),
        text("reason", json.path("reason")).orElse(""),
        now);
  }

  private Wanted<CanaryWish> canary() throws HttpRefusedException {
    JsonNode canary = json.path("canary");
    if (canary.isMissingNode()) {
      return new Wanted.Unchanged<>();
    }
    if (canary.isNull()) {
      return new Wanted.Ended<>();
    }
    VersionWish version = version("canary", canary, CANARY);
    if (!canary.path("percent").isNumber()) {
      throw new HttpRefusedException(400, BAD, "canary.percent must be a number");
    }
    return new Wanted.Chosen<>(new CanaryWish(version, canary.get("percent").asDouble()));
  }

  private Wanted<VersionWish> shadow() throws HttpRefusedException {
    JsonNode shadow = json.path("shadow");
    if (shadow.isMissingNode()) {
      return new Wanted.Unchanged<>();
    }
    return shadow.isNull()
        ? new Wanted.Ended<>()
        : new Wanted.Chosen<>(version("shadow", shadow, VERSION));
  }

  private static VersionWish version(String role, JsonNode node, Set<String> fields)
      throws HttpRefusedException {
    if (!node.isObject()) {
      throw new HttpRefusedException(
          400, BAD, role + " must be an object with a version, and a uri where it is new");
    }
    requireOnly(role, node, fields);
    String version =
        text(role + ".version", node.path("version"))
            .orElseThrow(
                () -> new HttpRefusedException(400, BAD, role + ".version is missing, a string"));
    return new VersionWish(
        version,
        text(role + ".uri", node.path("uri")),
        text(role + ".sha256", node.path("sha256")));
  }

  private static Optional<String> text(String name, JsonNode node) throws HttpRefusedException {
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      throw new HttpRefusedException(400, BAD, name + " must be a string");
    }
    return Optional.of(node.textValue());
  }

  private static void requireOnly(String what, JsonNode node, Set<String> fields)
      throws HttpRefusedException {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!fields.contains(name)) {
        throw new HttpRefusedException(
            400,
            BAD,
            "%s has no field \"%s\"; it has %s"
                .formatted(
                    what, shown(name), String.join(", ", fields.stream().sorted().toList())));
      }
    }
  }

  private static String shown(String name) {
    String plain = name.replaceAll("\\p{C}", "?");
    return plain.length() <= 40 ? plain : plain.substring(0, 40) + "…";
  }
}
