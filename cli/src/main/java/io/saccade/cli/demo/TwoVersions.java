package io.saccade.cli.demo;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The versions that the demo serves, one after the other.
 *
 * @param first serves at the start
 * @param second is released under load
 * @param lessons how they came to be, where they were trained for the occasion
 */
record TwoVersions(Path first, Path second, List<Lesson> lessons) {

  TwoVersions {
    lessons = List.copyOf(lessons);
  }

  /** A model that the user has, and the same again under another name: there is no better one. */
  static TwoVersions given(Path bundle, Path scratch) throws IOException, BundleRefusedException {
    Bundle first = Bundle.read(bundle);
    String version = first.manifest().version() + "-again";
    Path folder = scratch.resolve("models").resolve(first.manifest().name());
    Path second = Files.createDirectories(folder).resolve(version);
    BundleWriter.write(first.withVersion(version), second, IfPresent.REFUSE);
    return new TwoVersions(bundle, second, List.of());
  }

  /** Whether the second can do better than the first. */
  boolean differ() {
    return !lessons.isEmpty();
  }
}
