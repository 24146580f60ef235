package io.saccade.trainer.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers a listing in any order; classes get their indices at the end, by name. */
final class ListingDraft {

  /** Classes that are numbers are sorted as numbers, so that class 10 comes after class 9. */
  private static final Comparator<String> AS_NUMBERS =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private final Set<String> classes = new HashSet<>();
  private final Map<String, Found> found = new HashMap<>();
  private final List<LeftOut> leftOut = new ArrayList<>();

  private record Found(String className, @Nullable Part given, Content content) {}

  /** Says that there is a class of this name, even if no sample of it follows. */
  void expect(String className) {
    classes.add(className);
  }

  /** Adds a sample, unless there is one of this name already. */
  void add(String name, String className, @Nullable Part given, Content content) {
    if (found.containsKey(name)) {
      leaveOut(name, "It is listed more than once.");
      return;
    }
    classes.add(className);
    found.put(name, new Found(className, given, content));
  }

  void leaveOut(String name, String reason) {
    leftOut.add(new LeftOut(name, reason));
  }

  Listing listing() {
    List<String> sorted = sorted(classes);
    Map<String, Integer> labels = new HashMap<>();
    for (String name : sorted) {
      labels.put(name, labels.size());
    }
    List<Sample> samples = new ArrayList<>();
    found.forEach(
        (name, at) ->
            samples.add(
                new Sample(
                    name, labels.getOrDefault(at.className(), 0), at.given(), at.content())));
    samples.sort(Comparator.comparing(Sample::name));
    leftOut.sort(Comparator.comparing(LeftOut::name));
    return new Listing(sorted, samples, leftOut);
  }

  private static List<String> sorted(Set<String> names) {
    boolean numbers = names.stream().allMatch(name -> name.matches("0|[1-9][0-9]*"));
    return names.stream().sorted(numbers ? AS_NUMBERS : Comparator.naturalOrder()).toList();
  }

  /** The file's name below the root, the same on every system. */
  static String name(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }
}
