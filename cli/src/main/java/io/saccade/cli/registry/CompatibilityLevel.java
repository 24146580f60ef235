package io.saccade.cli.registry;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/** What a new version of a subject must be able to do with the versions before it. */
enum CompatibilityLevel {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean readsOlder;
  private final boolean readByOlder;
  private final boolean allOlder;

  CompatibilityLevel(boolean readsOlder, boolean readByOlder, boolean allOlder) {
    this.readsOlder = readsOlder;
    this.readByOlder = readByOlder;
    this.allOlder = allOlder;
  }

  static CompatibilityLevel of(String name) throws RefusedRequestException {
    for (CompatibilityLevel level : values()) {
      if (level.name().equals(name)) {
        return level;
      }
    }
    throw new RefusedRequestException(
        42203, "Invalid compatibility level: must be one of " + List.of(values()));
  }

  /**
   * What stands against a new version.
   *
   * @param older oldest first
   * @return one line for each reason, empty if it is compatible
   */
  List<String> objections(Schema newer, List<Schema> older) {
    List<Schema> relevant =
        allOlder || older.isEmpty() ? older : older.subList(older.size() - 1, older.size());
    return relevant.stream()
        .flatMap(
            old ->
                Stream.concat(
                    readsOlder ? reasons("the new schema cannot read the old", newer, old) : none(),
                    readByOlder
                        ? reasons("the old schema cannot read the new", old, newer)
                        : none()))
        .toList();
  }

  private static Stream<String> none() {
    return Stream.empty();
  }

  private static Stream<String> reasons(String what, Schema reader, Schema writer) {
    SchemaPairCompatibility pair =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    return pair.getResult().getIncompatibilities().stream()
        .map(i -> "%s: %s at %s: %s".formatted(what, i.getType(), i.getLocation(), i.getMessage()));
  }
}
