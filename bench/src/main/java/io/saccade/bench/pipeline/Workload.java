package io.saccade.bench.pipeline;

import io.saccade.model.bundle.Bundle;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * What every contender is given: the same model and the same encoded images.
 *
 * @param bundle the model
 * @param bundlePath where the processor reads it from
 * @param images encoded, at least one; events go round them
 * @param events how many images one measurement classifies
 * @param partitions of the topic of events
 */
record Workload(Bundle bundle, Path bundlePath, List<byte[]> images, int events, int partitions) {

  Workload {
    images = List.copyOf(images);
  }

  /** The encoded image of an event. */
  ByteBuffer image(int event) {
    return ByteBuffer.wrap(bytes(event));
  }

  byte[] bytes(int event) {
    return images.get(event % images.size());
  }

  /** Partitions take turns, and so that over time each gets every image. */
  int partition(int event) {
    return (event + event / images.size()) % partitions;
  }

  double meanBytes() {
    return images.stream().mapToInt(image -> image.length).average().orElse(0);
  }
}
