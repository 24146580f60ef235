package io.saccade.trainer.data;

import java.util.Objects;

/** Says that a data set, or what is asked of it, cannot be trained on, and what to do about it. */
public final class DataRefusedException extends Exception {

  private static final long serialVersionUID = 1;

  private final Fault fault;

  /** What is wrong, of a closed set. */
  public enum Fault {
    /** There is nothing at the path, or nothing that is known as a data set. */
    SOURCE,
    /** There are fewer than two classes. */
    CLASSES,
    /** A class has no image that can be used. */
    EMPTY_CLASS,
    /** A part of the split would have no image of a class, or the shares make no sense. */
    SPLIT,
    /** The augmentation has a word that is not known, or a number out of its range. */
    AUGMENTATION
  }

  /**
   * A refusal.
   *
   * @param message what was expected, what was found, and what to do about it
   */
  public DataRefusedException(Fault fault, String message) {
    super(message, null, false, false);
    this.fault = Objects.requireNonNull(fault, "fault");
  }

  /** What is wrong, of a closed set. */
  public Fault fault() {
    return fault;
  }
}
