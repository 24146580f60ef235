package io.saccade.trainer.data;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An image with its label. Its bytes are read each time they are needed and never kept.
 *
 * @param name the image's name, distinct within its data set, with {@code /} between folders
 * @param label the index of its class, from 0
 * @param given the part that the data set itself puts it in, or null where it does not say
 * @param content where its bytes are
 */
public record Sample(String name, int label, @Nullable Part given, Content content) {

  /** Checks that the label is an index. */
  public Sample {
    if (label < 0) {
      throw new IllegalArgumentException("label must be at least 0, but was " + label);
    }
  }

  /** The encoded image, in any of the formats that the processor accepts. */
  public byte[] read() throws IOException {
    return content.read(Integer.MAX_VALUE);
  }
}
