package io.saccade.processor.release;

import io.saccade.processor.serving.LoadedModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The versions that are open, by their hash. For one thread at a time. */
final class Held {

  /** A version that is open, as it was named last. */
  record Holding(NamedVersion version, LoadedModel model) {}

  private final Map<String, Holding> open = new LinkedHashMap<>();
  private final Consumer<LoadedModel> closer;

  /**
   * Holds nothing.
   *
   * @param closer is handed what is let go
   */
  Held(Consumer<LoadedModel> closer) {
    this.closer = closer;
  }

  int size() {
    return open.size();
  }

  @Nullable LoadedModel model(String sha256) {
    Holding holding = open.get(sha256);
    return holding == null ? null : holding.model();
  }

  /** The version, where it is not open. */
  Optional<NamedVersion> missing(@Nullable NamedVersion version) {
    return Optional.ofNullable(version).filter(any -> !open.containsKey(any.sha256()));
  }

  /** Takes a model over; the one to be used, which is another where the version was open. */
  LoadedModel add(NamedVersion version, LoadedModel model) {
    String sha256 = model.version().sha256();
    Holding known = open.get(sha256);
    if (known != null) {
      closer.accept(model);
      return known.model();
    }
    open.put(sha256, new Holding(Serving.resolved(version, model), model));
    return model;
  }

  /** What an open version is there for now. */
  void rename(NamedVersion version) {
    open.computeIfPresent(
        version.sha256(), (any, holding) -> new Holding(version, holding.model()));
  }

  /** Lets go all that is not needed; says what that was. */
  List<Holding> keep(Predicate<String> isNeeded) {
    List<Holding> gone = new ArrayList<>();
    open.values()
        .removeIf(
            holding -> {
              boolean needed = isNeeded.test(holding.version().sha256());
              if (!needed) {
                gone.add(holding);
              }
              return !needed;
            });
    gone.forEach(holding -> closer.accept(holding.model()));
    return gone;
  }
}
