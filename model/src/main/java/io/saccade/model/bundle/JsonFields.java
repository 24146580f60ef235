package io.saccade.model.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Reads the fields of a JSON object and collects every mistake instead of stopping at the first. A
 * getter that finds a mistake returns an empty value; results count only where no mistake was
 * found.
 */
final class JsonFields {

  private final JsonNode node;
  private final String path;
  private final List<String> mistakes;
  private final int mistakesBefore;
  private final List<String> asked = new ArrayList<>();

  /**
   * The fields of an object.
   *
   * @param path what stands before the names of the fields in messages; empty at the top
   * @param mistakes where mistakes are added
   */
  JsonFields(JsonNode node, String path, List<String> mistakes) {
    this.node = node;
    this.path = path;
    this.mistakes = mistakes;
    this.mistakesBefore = mistakes.size();
    // That a nested object is missing was said when it was asked for.
    if (!node.isObject() && (path.isEmpty() || !node.isMissingNode())) {
      String what = path.isEmpty() ? "the manifest" : path.substring(0, path.length() - 1);
      mistakes.add(what + " must be an object");
    }
  }

  boolean has(String field) {
    return node.has(field);
  }

  String text(String field) {
    JsonNode value = get(field, "a string");
    if (!value.isMissingNode() && !value.isTextual()) {
      wrong(field, "a string", value);
    }
    return value.asText("");
  }

  int integer(String field) {
    JsonNode value = get(field, "a whole number");
    if (!value.isMissingNode() && !(value.isIntegralNumber() && value.canConvertToInt())) {
      wrong(field, "a whole number", value);
    }
    return value.asInt(0);
  }

  /** Requires the one value that the field may have. */
  void constant(String field, int only) {
    JsonNode value = get(field, Integer.toString(only));
    if (!value.isMissingNode() && !value.equals(IntNode.valueOf(only))) {
      wrong(field, Integer.toString(only), value);
    }
  }

  /** So many whole numbers. */
  List<Integer> integers(String field, int count) {
    List<Integer> integers = new ArrayList<>();
    for (JsonNode value : array(field)) {
      if (value.isIntegralNumber() && value.canConvertToInt()) {
        integers.add(value.asInt());
      }
    }
    if (integers.size() != count && has(field)) {
      wrong(field, "an array of " + count + " whole numbers", node.path(field));
    }
    return integers;
  }

  float number(String field) {
    return real(field, get(field, "a number"));
  }

  List<Float> numbers(String field) {
    List<Float> numbers = new ArrayList<>();
    for (JsonNode value : array(field)) {
      numbers.add(real(field, value));
    }
    return numbers;
  }

  /**
   * The constant that the field names in the manifest's spelling; the first one after a mistake.
   */
  <E extends Enum<E>> E oneOf(String field, Class<E> type) {
    E[] constants = type.getEnumConstants();
    List<String> allowed = Arrays.stream(constants).map(ManifestWriter::nameOf).toList();
    String expected = "one of " + String.join(", ", allowed);
    JsonNode value = get(field, expected);
    int index = allowed.indexOf(value.asText(""));
    if (index < 0 && !value.isMissingNode()) {
      wrong(field, expected, value);
    }
    return constants[Math.max(index, 0)];
  }

  JsonFields object(String field) {
    return new JsonFields(get(field, "an object"), path + field + ".", mistakes);
  }

  List<JsonFields> objects(String field) {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode value : array(field)) {
      objects.add(new JsonFields(value, path + field + "[" + objects.size() + "].", mistakes));
    }
    return objects;
  }

  /** The names and texts of an object whose names are free. */
  Map<String, String> texts(String field) {
    Map<String, String> texts = new TreeMap<>();
    JsonFields object = object(field);
    for (Iterator<String> names = object.node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      texts.put(name, object.text(name));
    }
    return texts;
  }

  /** Reports the fields that nobody asked for. */
  void end() {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!asked.contains(name)) {
        mistakes.add(path + Printable.of(name) + " is not a field of format version 1");
      }
    }
  }

  /**
   * Builds a value of what was read since these fields were opened, where all of it was sound; an
   * objection of the value itself is a mistake too.
   */
  <T> Optional<T> build(Supplier<T> constructor) {
    if (!node.isObject() || mistakes.size() > mistakesBefore) {
      return Optional.empty();
    }
    try {
      return Optional.of(constructor.get());
    } catch (IllegalArgumentException e) {
      mistakes.add(path + e.getMessage());
      return Optional.empty();
    }
  }

  private JsonNode get(String field, String expected) {
    asked.add(field);
    JsonNode value = node.path(field);
    if (value.isMissingNode() && node.isObject()) {
      mistakes.add(path + field + " is missing; it must be " + expected);
    }
    return value;
  }

  private JsonNode array(String field) {
    JsonNode value = get(field, "an array");
    if (!value.isMissingNode() && !value.isArray()) {
      wrong(field, "an array", value);
      return MissingNode.getInstance();
    }
    return value;
  }

  private float real(String field, JsonNode value) {
    float number = (float) value.asDouble(0);
    if (!value.isMissingNode() && !(value.isNumber() && Float.isFinite(number))) {
      wrong(field, "a finite number", value);
    }
    return number;
  }

  private void wrong(String field, String expected, JsonNode value) {
    mistakes.add(
        path + field + " must be " + expected + ", but was " + Printable.of(value.toString()));
  }
}
