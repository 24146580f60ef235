package io.saccade.processor.release;

/** There is no topic that releases could be written to. */
public final class NoReleaseTopicException extends Exception {

  private static final long serialVersionUID = 1L;

  NoReleaseTopicException(String topic) {
    super(
        "there is no topic %s; a processor makes it at its start where topics.create is true, or"
                .formatted(topic)
            + " make it yourself: compacted, with one partition");
  }
}
