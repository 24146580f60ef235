package io.saccade.processor.labels;

/** Is told what is left out. Called by stream threads; must be quick and thread-safe. */
public interface LabelListener {

  /**
   * A label cannot be used; it is counted as refused.
   *
   * @param where its topic, partition and offset
   * @param reason one sentence
   */
  void refused(LabelRefusal code, String where, String reason);

  /** A record came that is not what its topic is for, or an answer that is too old to be kept. */
  void ignored(String reason);
}
