package io.saccade.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * What one version of the demo's model learned.
 *
 * @param course what it was taught
 * @param accuracy the share of the images set aside that it is right on, from 0 to 1
 * @param took from the first of its images to the finished bundle
 * @param report the page that shows how its training went
 */
record Lesson(Course course, double accuracy, Duration took, Path report) {

  /** For people. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%,d drawn images, %s, in %.1f s; %.1f %% of those set aside correct",
        course.images(),
        course.epochs() == 1 ? "seen once" : "seen " + course.epochs() + " times",
        took.toMillis() / 1e3,
        100 * accuracy);
  }

  /** For programs. */
  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("version", course.version())
        .put("images", course.images())
        .put("epochs", course.epochs())
        .put("seconds", took.toMillis() / 1e3)
        .put("validationAccuracy", accuracy);
  }
}
