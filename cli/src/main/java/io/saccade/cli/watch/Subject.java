package io.saccade.cli.watch;

import java.util.Locale;

/** What can be watched, and the topic that it is on unless the user names another. */
enum Subject {
  PREDICTIONS("predictions"),
  FAILURES("image-failures"),
  DRIFT("drift-statistics"),
  LABELS("labels"),
  ACCURACY("accuracy"),
  STATUS("model-status");

  private final String topic;

  Subject(String topic) {
    this.topic = topic;
  }

  String topic() {
    return topic;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
