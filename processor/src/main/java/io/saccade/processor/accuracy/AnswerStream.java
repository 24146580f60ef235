package io.saccade.processor.accuracy;

/**
 * Whose answers are counted together.
 *
 * @param sha256 the identity of the version that gave them, in hexadecimal; empty for that which
 *     labels are counted in, whatever they belong to
 * @param key the stream key; empty where all of a model's images are together
 */
public record AnswerStream(String sha256, String key) {

  /** Where labels are counted. */
  public static final AnswerStream LABELS = new AnswerStream("", "");
}
