package io.saccade.processor.serving;

/**
 * Which release: where its record stands in the topic of releases.
 *
 * @param partition the record's partition
 * @param offset the record's offset; -1 for {@link #NONE}
 */
public record ReleaseId(int partition, long offset) {

  /** No release: the bundle that the processor was started with serves. */
  public static final ReleaseId NONE = new ReleaseId(0, -1);

  @Override
  public String toString() {
    return offset < 0 ? "none" : partition + "@" + offset;
  }
}
