package io.saccade.processor.release;

import io.saccade.processor.serving.LoadedModel;
import io.saccade.schemas.avro.VersionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a status together. A version that serves and is also named by the release that is being
 * prepared, for the same, stands there once.
 */
final class Roster {

  private final List<VersionStanding> standings = new ArrayList<>();

  void addServing(Serving serving) {
    for (Serving.Part part : serving.parts()) {
      add(part.version(), VersionState.SERVING, part.model());
    }
  }

  /** Adds what is being prepared. */
  void addPreparing(Attempt.Preparing attempt, Held held, @Nullable Load load) {
    for (NamedVersion version : attempt.release().required()) {
      LoadedModel model = attempt.model(version, held);
      if (model == null) {
        addMissing(version, load);
      } else {
        add(Serving.resolved(version, model), VersionState.READY, model);
      }
    }
  }

  /** Adds what a rollback would go back to. */
  void addPrevious(NamedVersion version, Held held, @Nullable Load load) {
    LoadedModel model = held.model(version.sha256());
    if (model == null) {
      addMissing(version, load);
    } else {
      add(version, VersionState.READY, model);
    }
  }

  private void addMissing(NamedVersion version, @Nullable Load load) {
    addOnce(
        new VersionStanding(
            version,
            Load.stepOf(version, load),
            Optional.empty(),
            "",
            Load.waitsOf(version, load)));
  }

  private void add(NamedVersion version, VersionState state, LoadedModel model) {
    addOnce(new VersionStanding(version, state, Optional.empty(), model.where(), ""));
  }

  /** Adds a version, unless it stands there for the same. */
  private void addOnce(VersionStanding added) {
    if (standings.stream().noneMatch(known -> isSame(known.version(), added.version()))) {
      add(added);
    }
  }

  void add(VersionStanding standing) {
    standings.add(standing);
  }

  List<VersionStanding> standings() {
    return standings;
  }

  private static boolean isSame(NamedVersion one, NamedVersion other) {
    return one.role() == other.role()
        && one.isSameBundle(other)
        && one.percent().equals(other.percent());
  }
}
