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
public record Workload(
    Bundle bundle, Path bundlePath, List<byte[]> images, int events, int partitions) {

  /** Copies the list of images. */
  public Workload {
    images = List.copyOf(images);
  }

  /** The encoded image of an event. */
  public ByteBuffer image(int event) {
    return ByteBuffer.wrap(bytes(event));
  }

  /** The same as an array, which is not copied. */
  public byte[] bytes(int event) {
    return images.get(event % images.size());
  }

  /** Partitions take turns, and so that over time each gets every image. */
  public int partition(int event) {
    return (event + event / images.size()) % partitions;
  }

  /** Bytes of an encoded image. */
  public double meanBytes() {
    return images.stream().mapToInt(image -> image.length).average().orElse(0);
  }

  /** The model's name and version. */
  public String modelName() {
    return bundle.manifest().name() + " " + bundle.manifest().version();
  }
}
