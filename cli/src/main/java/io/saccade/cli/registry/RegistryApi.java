package io.saccade.cli.registry;

import static io.saccade.cli.registry.RegistryEvent.ALL_SUBJECTS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/**
 * Confluent's REST API: finds what a request is for, and answers it from the store. Paths, codes
 * and fields are those of the API reference of Confluent Schema Registry.
 */
final class RegistryApi {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_SUBJECT = 1_024;

  private final RegistryStore store;

  RegistryApi(RegistryStore store) {
    this.store = store;
  }

  JsonNode answer(RegistryRequest request) throws RefusedRequestException, IOException {
    if (request.path().isEmpty()) {
      return JSON.createObjectNode();
    }
    String root = request.path().get(0);
    List<String> rest = request.path().subList(1, request.path().size());
    return switch (root) {
      case "subjects" -> subjects(request, rest);
      case "schemas" -> schemas(request, rest);
      case "config" -> config(request, rest);
      case "mode" -> mode(request, rest);
      case "compatibility" -> compatibility(request, rest);
      default -> throw notFound();
    };
  }

  private JsonNode subjects(RegistryRequest request, List<String> path)
      throws RefusedRequestException, IOException {
    if (path.isEmpty()) {
      only(request, "GET");
      return json(store.subjects(request.asks("deleted")));
    }
    String subject = subject(path.get(0));
    if (path.size() == 1) {
      if (request.method().equals("DELETE")) {
        return json(numbers(store.delete(subject, request.asks("permanent"))));
      }
      only(request, "POST");
      return described(store.find(subject, request.schema()));
    }
    if (!path.get(1).equals("versions") || path.size() > 4) {
      throw notFound();
    }
    if (path.size() > 2) {
      only(request, "GET");
      SubjectVersion version = store.version(subject, path.get(2));
      return path.size() == 3 ? described(version) : text(path.get(3), version.id());
    }
    if (request.method().equals("GET")) {
      return json(numbers(store.versions(subject)));
    }
    only(request, "POST");
    return JSON.createObjectNode().put("id", store.register(subject, request.schema()));
  }

  private JsonNode schemas(RegistryRequest request, List<String> path)
      throws RefusedRequestException {
    only(request, "GET");
    if (path.equals(List.of("types"))) {
      return json(List.of("AVRO"));
    }
    if (path.size() < 2 || path.size() > 3 || !path.get(0).equals("ids")) {
      throw notFound();
    }
    int id = id(path.get(1));
    if (path.size() == 2) {
      return JSON.createObjectNode().put("schema", store.schema(id));
    }
    return switch (path.get(2)) {
      case "versions" ->
          json(
              store.uses(id).stream()
                  .map(
                      v ->
                          JSON.createObjectNode()
                              .put("subject", v.subject())
                              .put("version", v.version()))
                  .toList());
      case "subjects" ->
          json(store.uses(id).stream().map(SubjectVersion::subject).distinct().toList());
      default -> text(path.get(2), id);
    };
  }

  private JsonNode config(RegistryRequest request, List<String> path)
      throws RefusedRequestException, IOException {
    if (path.size() > 1) {
      throw notFound();
    }
    String subject = path.isEmpty() ? ALL_SUBJECTS : subject(path.get(0));
    if (request.method().equals("PUT")) {
      CompatibilityLevel level = request.level();
      store.setLevel(subject, level);
      return JSON.createObjectNode().put("compatibility", level.name());
    }
    only(request, "GET");
    CompatibilityLevel level =
        path.isEmpty() || request.asks("defaultToGlobal")
            ? store.level(subject)
            : store.ownLevel(subject);
    return JSON.createObjectNode().put("compatibilityLevel", level.name());
  }

  private JsonNode mode(RegistryRequest request, List<String> path) throws RefusedRequestException {
    only(request, "GET");
    if (path.size() == 1 && !request.asks("defaultToGlobal")) {
      throw new RefusedRequestException(
          40409,
          "Subject '%s' does not have subject-level mode configured"
              .formatted(subject(path.get(0))));
    }
    if (path.size() > 1) {
      throw notFound();
    }
    return JSON.createObjectNode().put("mode", "READWRITE");
  }

  private JsonNode compatibility(RegistryRequest request, List<String> path)
      throws RefusedRequestException {
    only(request, "POST");
    boolean known =
        (path.size() == 3 || path.size() == 4)
            && path.get(0).equals("subjects")
            && path.get(2).equals("versions");
    if (!known) {
      throw notFound();
    }
    String subject = subject(path.get(1));
    List<SubjectVersion> against =
        path.size() == 3 ? store.versions(subject) : List.of(store.version(subject, path.get(3)));
    List<String> objections = store.objections(subject, against, request.schema());
    ObjectNode answer = JSON.createObjectNode().put("is_compatible", objections.isEmpty());
    if (request.asks("verbose")) {
      answer.set("messages", json(objections));
    }
    return answer;
  }

  private JsonNode described(SubjectVersion version) throws RefusedRequestException {
    return JSON.createObjectNode()
        .put("subject", version.subject())
        .put("version", version.version())
        .put("id", version.id())
        .put("schema", store.schema(version.id()));
  }

  /** The schema itself, not wrapped, at paths that end with {@code schema}. */
  private JsonNode text(String last, int id) throws RefusedRequestException {
    if (!last.equals("schema")) {
      throw notFound();
    }
    try {
      return JSON.readTree(store.schema(id));
    } catch (IOException e) {
      throw new IllegalStateException("the store holds a schema that is not JSON", e);
    }
  }

  private static List<Integer> numbers(List<SubjectVersion> versions) {
    return versions.stream().map(SubjectVersion::version).toList();
  }

  private static JsonNode json(List<?> values) {
    return JSON.valueToTree(values);
  }

  private static String subject(String name) throws RefusedRequestException {
    boolean control = name.chars().anyMatch(Character::isISOControl);
    if (name.isBlank() || control || name.length() > LONGEST_SUBJECT) {
      throw new RefusedRequestException(42208, "The specified subject is not a valid name.");
    }
    return name;
  }

  private static int id(String text) throws RefusedRequestException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw notFound();
    }
  }

  private static void only(RegistryRequest request, String method) throws RefusedRequestException {
    if (!request.method().equals(method)) {
      throw new RefusedRequestException(405, "HTTP 405 Method Not Allowed");
    }
  }

  private static RefusedRequestException notFound() {
    return new RefusedRequestException(404, "HTTP 404 Not Found");
  }
}
