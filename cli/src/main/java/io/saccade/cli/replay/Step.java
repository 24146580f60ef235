package io.saccade.cli.replay;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.replay.RecordedReleases.Stretch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A part of a replay that one release answers. Between two steps everything is waited for, so that
 * each partition keeps its order.
 */
record Step(RecordedRelease release, Range range) {

  /**
   * The steps of a replay. Every partition goes through its own releases in its own order; a step
   * takes up as many partitions as have come to the same release.
   *
   * @throws CommandFailedException where nobody recorded what answered some of the events
   */
  static List<Step> of(Range range, RecordedReleases releases) throws CommandFailedException {
    Map<Integer, Deque<Stretch>> left = new TreeMap<>();
    for (Map.Entry<Integer, Span> entry : range.spans().entrySet()) {
      List<Stretch> stretches = releases.answering(entry.getKey(), entry.getValue());
      for (Stretch stretch : stretches) {
        if (stretch.release().isEmpty()) {
          throw unknown(range.topic(), entry.getKey(), stretch.span());
        }
      }
      left.put(entry.getKey(), new ArrayDeque<>(stretches));
    }
    List<Step> steps = new ArrayList<>();
    while (left.values().stream().anyMatch(queue -> !queue.isEmpty())) {
      steps.add(next(range.topic(), left, releases.inOrder()));
    }
    return steps;
  }

  private static Step next(
      String topic, Map<Integer, Deque<Stretch>> left, List<RecordedRelease> inOrder) {
    for (RecordedRelease release : inOrder) {
      SortedMap<Integer, Span> spans = new TreeMap<>();
      left.forEach(
          (partition, queue) -> {
            Stretch head = queue.peek();
            if (head != null && head.release().filter(release::equals).isPresent()) {
              spans.put(partition, head.span());
              queue.remove();
            }
          });
      if (!spans.isEmpty()) {
        return new Step(release, new Range(topic, spans));
      }
    }
    throw new IllegalStateException("a release that answered is not among those that did");
  }

  private static CommandFailedException unknown(String topic, int partition, Span span) {
    return new CommandFailedException(
        ("nobody recorded which release answered %s-%d from offset %d to %d; start behind it, or"
                + " name a version with --model")
            .formatted(topic, partition, span.from(), span.to() - 1));
  }
}
