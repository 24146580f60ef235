package io.saccade.processor.serving;

/** What goes on beside a version's proof; called by the thread that proves. */
public interface Beside {

  /** Nothing does. */
  Beside NOTHING = new Beside() {};

  /** The version has proved itself, and is warmed up next. */
  default void warming() {}

  /**
   * Another step of the proof or of the warm-up is due: returns when it may be taken.
   *
   * @param left how many of them are still to come, this one included
   */
  default void giveWay(int left) {}
}
