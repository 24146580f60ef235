package io.saccade.processor.serving;

/**
 * Which release: where its record stands in the topic of releases.
 *
 * @param partition the record's partition
 * @param offset the record's offset; -1 for {@link #NONE}
 * @param era how often the topic had been made anew by then, while this instance followed it: its
 *     offsets began again with each
 */
public record ReleaseId(int partition, long offset, int era) {

  /** No release: the bundle that the processor was started with serves. */
  public static final ReleaseId NONE = new ReleaseId(0, -1);

  /** A release of the topic as it was in the first place. */
  public ReleaseId(int partition, long offset) {
    this(partition, offset, 0);
  }

  @Override
  public String toString() {
    return offset < 0 ? "none" : partition + "@" + offset;
  }
}
