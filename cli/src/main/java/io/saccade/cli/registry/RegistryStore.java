package io.saccade.cli.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * The rules of the registry over its log: what may be registered, found and deleted. A change is on
 * the disk before it is answered. Thread-safe.
 */
final class RegistryStore implements AutoCloseable {

  private final RegistryLog log;
  private final RegistryState state = new RegistryState();

  private RegistryStore(RegistryLog log) {
    this.log = log;
    log.past().forEach(state::apply);
  }

  static RegistryStore open(Path directory) throws IOException {
    return new RegistryStore(RegistryLog.open(directory));
  }

  synchronized List<String> subjects(boolean deletedToo) {
    return state.subjects().stream()
        .filter(subject -> deletedToo || !live(subject).isEmpty())
        .toList();
  }

  synchronized List<SubjectVersion> versions(String subject) throws RefusedRequestException {
    List<SubjectVersion> live = live(subject);
    if (live.isEmpty()) {
      throw RefusedRequestException.noSubject(subject);
    }
    return live;
  }

  /** The version of that number, or the last one for {@code latest} and -1. */
  synchronized SubjectVersion version(String subject, String number)
      throws RefusedRequestException {
    List<SubjectVersion> live = versions(subject);
    if (number.equals("latest") || number.equals("-1")) {
      return live.get(live.size() - 1);
    }
    int wanted = positive(number);
    return live.stream()
        .filter(v -> v.version() == wanted)
        .findFirst()
        .orElseThrow(() -> RefusedRequestException.noVersion(wanted));
  }

  /** Gives the schema's id, having made a version of the subject if the schema is new to it. */
  synchronized int register(String subject, String text)
      throws RefusedRequestException, IOException {
    Schema schema = parse(text);
    String canonical = schema.toString();
    List<SubjectVersion> live = live(subject);
    Integer known = state.idOf(canonical);
    if (known != null && live.stream().anyMatch(v -> v.id() == known)) {
      return known;
    }
    List<String> objections = level(subject).objections(schema, schemas(live));
    if (!objections.isEmpty()) {
      throw new RefusedRequestException(
          409,
          "Schema being registered is incompatible with an earlier schema for subject \"%s\" at level %s: %s"
              .formatted(subject, level(subject), String.join("; ", objections)));
    }
    int id = known == null ? state.nextId() : known;
    int version =
        state.versions(subject).stream().mapToInt(SubjectVersion::version).max().orElse(0);
    change(new RegistryEvent.Registered(id, subject, version + 1, canonical));
    return id;
  }

  /** Where the schema stands in the subject. */
  synchronized SubjectVersion find(String subject, String text) throws RefusedRequestException {
    List<SubjectVersion> live = versions(subject);
    Integer id = state.idOf(parse(text).toString());
    return live.stream()
        .filter(v -> id != null && v.id() == id)
        .findFirst()
        .orElseThrow(() -> new RefusedRequestException(40403, "Schema not found"));
  }

  /** Hides a subject, or removes one that is hidden; gives the versions that it had. */
  synchronized List<SubjectVersion> delete(String subject, boolean permanent)
      throws RefusedRequestException, IOException {
    List<SubjectVersion> all = state.versions(subject);
    if (all.isEmpty()) {
      throw RefusedRequestException.noSubject(subject);
    }
    List<SubjectVersion> live = live(subject);
    if (permanent && !live.isEmpty()) {
      throw new RefusedRequestException(
          40405,
          "Subject '%s' was not deleted first before being permanently deleted".formatted(subject));
    }
    if (!permanent && live.isEmpty()) {
      throw new RefusedRequestException(
          40404,
          "Subject '%s' was soft deleted. Set permanent=true to delete permanently"
              .formatted(subject));
    }
    change(new RegistryEvent.Deleted(subject, permanent));
    return permanent ? all : live;
  }

  synchronized String schema(int id) throws RefusedRequestException {
    String schema = state.schema(id);
    if (schema == null) {
      throw new RefusedRequestException(40403, "Schema %d not found".formatted(id));
    }
    return schema;
  }

  /** Every live version that has the schema. */
  synchronized List<SubjectVersion> uses(int id) throws RefusedRequestException {
    schema(id);
    return state.subjects().stream()
        .flatMap(subject -> live(subject).stream())
        .filter(v -> v.id() == id)
        .toList();
  }

  /** What stands against the schema as the next version, by the subject's level. */
  synchronized List<String> objections(String subject, List<SubjectVersion> against, String text)
      throws RefusedRequestException {
    return level(subject).objections(parse(text), schemas(against));
  }

  /** The level that holds for a subject. */
  synchronized CompatibilityLevel level(String subject) {
    return Stream.of(subject, RegistryEvent.ALL_SUBJECTS)
        .flatMap(name -> Stream.ofNullable(state.level(name)))
        .findFirst()
        .orElse(CompatibilityLevel.BACKWARD);
  }

  /** The level that was set for the subject itself. */
  synchronized CompatibilityLevel ownLevel(String subject) throws RefusedRequestException {
    CompatibilityLevel level = state.level(subject);
    if (level == null) {
      throw new RefusedRequestException(
          40408,
          "Subject '%s' does not have subject-level compatibility configured".formatted(subject));
    }
    return level;
  }

  synchronized void setLevel(String subject, CompatibilityLevel level) throws IOException {
    change(new RegistryEvent.Levelled(subject, level));
  }

  @Override
  public synchronized void close() throws IOException {
    log.close();
  }

  private void change(RegistryEvent event) throws IOException {
    log.append(event);
    state.apply(event);
  }

  private List<SubjectVersion> live(String subject) {
    return state.versions(subject).stream().filter(v -> !v.deleted()).toList();
  }

  private List<Schema> schemas(List<SubjectVersion> versions) throws RefusedRequestException {
    List<Schema> schemas = new ArrayList<>();
    for (SubjectVersion version : versions) {
      schemas.add(parse(schema(version.id())));
    }
    return schemas;
  }

  private static int positive(String number) throws RefusedRequestException {
    try {
      int value = Integer.parseInt(number);
      if (value > 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Answered below, with the numbers that are none of a version.
    }
    throw new RefusedRequestException(
        42202, "The specified version '%s' is not a valid version id.".formatted(number));
  }

  private static Schema parse(String text) throws RefusedRequestException {
    try {
      return new Schema.Parser().parse(text);
    } catch (AvroRuntimeException e) {
      throw RefusedRequestException.invalidSchema(String.valueOf(e.getMessage()));
    }
  }
}
