package io.saccade.processor.release;

import io.saccade.schemas.avro.ModelStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What both topics say, as far as they were read. Knows no Kafka. For one thread. */
final class ReleaseBook {

  /** What Kafka Streams puts between the id of a process and the name of a thread's client. */
  private static final String THREAD = "-StreamThread-";

  private final Map<String, ModelBook> models = new TreeMap<>();

  void release(IssuedRelease issued) {
    of(issued.release().getModel()).release(issued);
  }

  void status(ModelStatus status) {
    of(status.getModel()).status(status);
  }

  SortedSet<String> models() {
    return new TreeSet<>(models.keySet());
  }

  Standing standing(String model) {
    return find(model).map(ModelBook::standing).orElseGet(() -> Standing.empty(model));
  }

  List<PastRelease> history(String model) {
    return find(model).map(ModelBook::history).orElseGet(List::of);
  }

  List<IssuedRelease> rivals(IssuedRelease mine) {
    return find(mine.release().getModel()).map(book -> book.rivals(mine)).orElseGet(List::of);
  }

  /** The groups that the model's instances are in, living or not. */
  Set<String> groups(String model) {
    Set<String> groups = new TreeSet<>();
    find(model).ifPresent(book -> book.newest().values().forEach(s -> groups.add(s.getGroup())));
    return groups;
  }

  /**
   * What is wanted and done.
   *
   * @param clients the ids of the clients that are members of each group now
   */
  ModelState state(String model, Map<String, Set<String>> clients) {
    Optional<ModelBook> book = find(model);
    if (book.isEmpty()) {
      return new ModelState(model, Optional.empty(), List.of(), List.of());
    }
    Set<String> silent = new TreeSet<>();
    clients.values().forEach(ids -> ids.forEach(id -> silent.add(process(id))));
    List<InstanceState> instances = new ArrayList<>();
    for (ModelStatus status : book.get().newest().values()) {
      Collection<String> members = clients.getOrDefault(status.getGroup(), Set.of());
      boolean living = processes(members).contains(status.getInstance());
      instances.add(new InstanceState(status, living, book.get().progress(status)));
      silent.remove(status.getInstance());
    }
    return new ModelState(model, book.get().latest(), instances, List.copyOf(silent));
  }

  private static Set<String> processes(Collection<String> clients) {
    Set<String> processes = new HashSet<>();
    clients.forEach(id -> processes.add(process(id)));
    return processes;
  }

  private static String process(String client) {
    int thread = client.lastIndexOf(THREAD);
    return thread < 0 ? client : client.substring(0, thread);
  }

  private ModelBook of(String model) {
    return models.computeIfAbsent(model, ModelBook::new);
  }

  private Optional<ModelBook> find(String model) {
    return Optional.ofNullable(models.get(model));
  }
}
