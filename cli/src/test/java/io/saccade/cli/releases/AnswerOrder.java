package io.saccade.cli.releases;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Holds answers against the releases that were issued: on each partition, in the order of its
 * events, a release may be followed by a later one and never by an earlier one, and each answer is
 * the one that its release gives to such a record.
 */
final class AnswerOrder {

  private final List<Issued> releases;

  /**
   * Releases in the order of their offsets, the first of them what was served at the start. Those
   * that nobody took up may be among them.
   */
  AnswerOrder(List<Issued> releases) {
    this.releases = List.copyOf(releases);
  }

  /** One sentence for each answer that no order of the releases explains. */
  List<String> violations(List<Answer> answers) {
    List<String> violations = new ArrayList<>();
    for (List<Answer> partition : inOrder(answers)) {
      int now = 0;
      for (Answer answer : partition) {
        int next = now;
        while (next < releases.size() && !releases.get(next).gives(answer)) {
          next++;
        }
        if (next == releases.size()) {
          violations.add(
              "%s is the answer of no release from %d on"
                  .formatted(answer, releases.get(now).offset()));
        } else {
          now = next;
        }
      }
    }
    return violations;
  }

  /** One sentence for each answer that is not of the release that the statuses say it is of. */
  List<String> violations(List<Answer> answers, Told told) {
    List<String> violations = new ArrayList<>();
    for (List<Answer> partition : inOrder(answers)) {
      for (Answer answer : partition) {
        long offset = told.releaseOf(answer.partition(), answer.offset()).orElse(Long.MIN_VALUE);
        boolean explained =
            releases.stream()
                .anyMatch(release -> release.offset() == offset && release.gives(answer));
        if (!explained) {
          violations.add("%s, but the statuses tell of release %d".formatted(answer, offset));
        }
      }
    }
    return violations;
  }

  private static List<List<Answer>> inOrder(List<Answer> answers) {
    TreeMap<Integer, List<Answer>> partitions = new TreeMap<>();
    for (Answer answer : answers) {
      partitions.computeIfAbsent(answer.partition(), any -> new ArrayList<>()).add(answer);
    }
    partitions.values().forEach(list -> list.sort(Comparator.comparingLong(Answer::offset)));
    return List.copyOf(partitions.values());
  }
}
