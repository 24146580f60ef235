package io.saccade.cli.failures;

/** What a replay does about a failure. */
enum Fate {
  /** Its event is put back. */
  REPLAYED("put back"),
  /** It was, earlier. */
  DONE("put back before"),
  /** It was put back as often as it may be, and fails again and again. */
  GIVEN_UP("tried as often as --max-attempts allows"),
  /** What had to be left out of the dead letter is kept no more. */
  LOST("lost: the event is kept no more"),
  /** With its link the event is larger than the topic takes. */
  TOO_LARGE("larger, with its link, than the topic takes"),
  /** It is of another topic of events. */
  ELSEWHERE("of another topic of events than --topic"),
  /** The record is no failure of ours. */
  FOREIGN("no failures of Saccade's");

  private final String words;

  Fate(String words) {
    this.words = words;
  }

  /** What is said of several. */
  String words() {
    return words;
  }

  /** Whether somebody has to do something about it. */
  boolean isTrouble() {
    return this == LOST || this == TOO_LARGE;
  }
}
