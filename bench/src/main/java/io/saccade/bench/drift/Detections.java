package io.saccade.bench.drift;

import io.saccade.bench.drift.CaseRows.Case;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What every method made of the windows of one data set. Thread-safe while windows are added. */
final class Detections {

  /** Below it everything is shown, and nothing is held. */
  private static final int HELD_FROM = 100;

  /** The sizes at which every shift is shown by itself. */
  private static final List<Integer> IN_DETAIL = List.of(100, 1_000);

  private static final String BBSDS = "BBSDs at equal false alarms";

  private final Map<Integer, List<WindowScores>> unchanged = new HashMap<>();
  private final Map<Group, List<WindowScores>> shifted = new HashMap<>();
  private final Map<Integer, Method> bonferroni = new HashMap<>();

  /** The windows that are alike but for chance. */
  private record Group(int size, Shift shift, double share) {}

  /** Windows of this size are about to come, of a split that is as large as all others. */
  synchronized void add(Split split, int size) {
    bonferroni.computeIfAbsent(size, n -> Method.bonferroni(split, n));
  }

  synchronized void unchanged(int size, WindowScores scores) {
    unchanged.computeIfAbsent(size, key -> new ArrayList<>()).add(scores);
  }

  synchronized void shifted(int size, Shift shift, double share, WindowScores scores) {
    shifted.computeIfAbsent(new Group(size, shift, share), key -> new ArrayList<>()).add(scores);
  }

  /** Tells what was found at one size. */
  void tell(String data, int size, CaseRows rows) {
    Method exact = bonferroni.get(size);
    if (exact == null) {
      rows.skipped(data, "", size, "half of the images are the reference: there are too few");
      return;
    }
    List<WindowScores> nulls = unchanged.getOrDefault(size, List.of());
    Method equal = equalised(nulls);
    List<Method> methods =
        List.of(
            Method.saccade(),
            equal,
            exact,
            Method.psi(0.1),
            Method.psi(0.2),
            Method.jensenShannon(0.1),
            Method.wasserstein(0.1));
    Case quiet = rows.of(data, "nothing: false alarms", size);
    methods.forEach(method -> quiet.figure(method.name(), rate(method, nulls)));
    quiet.note("%d windows".formatted(nulls.size())).shown();
    Case all = rows.of(data, "all shifts", size);
    methods.forEach(method -> all.figure(method.name(), mean(method, size, group -> true)));
    if (size >= HELD_FROM) {
      all.atLeast(Method.SACCADE, mean(equal, size, group -> true));
    } else {
      all.shown();
    }
    if (IN_DETAIL.contains(size)) {
      detail(data, size, methods, rows);
    }
  }

  private void detail(String data, int size, List<Method> methods, CaseRows rows) {
    for (double share : Shift.SHARES) {
      Case one = rows.of(data, "all shifts, of %.0f %%".formatted(100 * share), size);
      for (Method method : methods) {
        one.figure(method.name(), mean(method, size, group -> group.share() == share));
      }
      one.shown();
    }
    for (Shift shift : Shift.values()) {
      if (shifted.keySet().stream().anyMatch(g -> g.size() == size && g.shift() == shift)) {
        Case one = rows.of(data, shift.word(), size);
        for (Method method : methods) {
          one.figure(method.name(), mean(method, size, group -> group.shift() == shift));
        }
        one.shown();
      }
    }
  }

  /**
   * BBSDs with the threshold at which it alarms as often as Saccade where nothing has changed: the
   * lowest there is, and where distances are tied rather more alarms than fewer.
   */
  private static Method equalised(List<WindowScores> nulls) {
    int alarms = (int) nulls.stream().filter(Method.saccade()::alarms).count();
    List<Double> distances = new ArrayList<>(nulls.stream().map(WindowScores::ks).toList());
    distances.sort(Collections.reverseOrder());
    double first = alarms < distances.size() ? Math.nextUp(distances.get(alarms)) : 0;
    double last = alarms == 0 ? Double.POSITIVE_INFINITY : distances.get(alarms - 1);
    return Method.distance(BBSDS, Math.min(first, last));
  }

  /** Every kind of shift counts the same, however many windows there are of it. */
  private double mean(Method method, int size, Predicate<Group> which) {
    return shifted.entrySet().stream()
        .filter(entry -> entry.getKey().size() == size && which.test(entry.getKey()))
        .mapToDouble(entry -> rate(method, entry.getValue()))
        .average()
        .orElse(Double.NaN);
  }

  private static double rate(Method method, List<WindowScores> windows) {
    return windows.stream().filter(method::alarms).count() / (double) windows.size();
  }
}
