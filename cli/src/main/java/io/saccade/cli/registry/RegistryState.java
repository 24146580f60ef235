package io.saccade.cli.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the events so far add up to. Used under the lock of its owner. */
final class RegistryState {

  /** Schemas are never forgotten, so that no record loses its schema and no id is given twice. */
  private final Map<Integer, String> schemas = new TreeMap<>();

  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, List<SubjectVersion>> subjects = new TreeMap<>();
  private final Map<String, CompatibilityLevel> levels = new HashMap<>();

  void apply(RegistryEvent event) {
    if (event instanceof RegistryEvent.Registered registered) {
      schemas.put(registered.id(), registered.schema());
      ids.put(registered.schema(), registered.id());
      subjects
          .computeIfAbsent(registered.subject(), any -> new ArrayList<>())
          .add(
              new SubjectVersion(
                  registered.subject(), registered.version(), registered.id(), false));
    } else if (event instanceof RegistryEvent.Deleted deleted) {
      if (deleted.permanent()) {
        subjects.remove(deleted.subject());
      } else {
        subjects.computeIfPresent(
            deleted.subject(),
            (name, versions) ->
                new ArrayList<>(versions.stream().map(SubjectVersion::hidden).toList()));
      }
    } else if (event instanceof RegistryEvent.Levelled levelled) {
      levels.put(levelled.subject(), levelled.level());
    }
  }

  List<String> subjects() {
    return List.copyOf(subjects.keySet());
  }

  /** Every version of a subject, deleted ones too, oldest first; empty if there is none. */
  List<SubjectVersion> versions(String subject) {
    return List.copyOf(subjects.getOrDefault(subject, List.of()));
  }

  @Nullable String schema(int id) {
    return schemas.get(id);
  }

  @Nullable Integer idOf(String schema) {
    return ids.get(schema);
  }

  int nextId() {
    return schemas.size() + 1;
  }

  @Nullable CompatibilityLevel level(String subject) {
    return levels.get(subject);
  }
}
