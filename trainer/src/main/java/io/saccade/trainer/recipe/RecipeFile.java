package io.saccade.trainer.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Settings as a YAML file: a line {@code name: value} for each, named as the flags are. */
public final class RecipeFile {

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .build());

  private RecipeFile() {}

  /**
   * The settings of a file.
   *
   * @throws RecipeRefusedException where it is not YAML, or has names or values that are none
   */
  public static Map<Flag, String> read(Path file) throws IOException, RecipeRefusedException {
    JsonNode root;
    try {
      root = YAML.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new RecipeRefusedException(
          List.of("%s must be YAML: %s.".formatted(file, e.getOriginalMessage())));
    }
    Map<Flag, String> settings = new EnumMap<>(Flag.class);
    if (root.isMissingNode() || root.isNull()) {
      return settings;
    }
    if (!root.isObject()) {
      throw new RecipeRefusedException(
          List.of("%s must have a line \"name: value\" for each setting.".formatted(file)));
    }
    List<String> mistakes = new ArrayList<>();
    for (Map.Entry<String, JsonNode> line : root.properties()) {
      Optional<Flag> flag = Flag.named(line.getKey());
      Optional<String> value = value(line.getValue());
      if (flag.isEmpty()) {
        mistakes.add(
            "%s: there is no setting \"%s\"; take one of %s."
                .formatted(file, line.getKey(), Flag.words()));
      } else if (value.isEmpty()) {
        mistakes.add("%s: %s must be one value, or a list of them.".formatted(file, line.getKey()));
      } else {
        settings.put(flag.get(), value.get());
      }
    }
    if (!mistakes.isEmpty()) {
      throw new RecipeRefusedException(mistakes);
    }
    return settings;
  }

  private static Optional<String> value(JsonNode node) {
    if (node.isValueNode()) {
      return Optional.of(node.isNull() ? "" : node.asText());
    }
    boolean plain =
        node.isArray()
            && StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isValueNode);
    return plain
        ? Optional.of(
            StreamSupport.stream(node.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(",")))
        : Optional.empty();
  }

  /** The file that has these settings, in the order of the flags. */
  public static String write(Map<Flag, String> settings) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(settings).forEach((flag, value) -> root.put(flag.word(), value));
    try {
      return YAML.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can always be written", e);
    }
  }
}
