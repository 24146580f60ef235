package io.saccade.model.calibration;

/** Is told how far a calibration is; called by the thread that runs it. */
public interface Progress {

  /** So many of all splits have been drawn. */
  void drawn(long done, long all);
}
