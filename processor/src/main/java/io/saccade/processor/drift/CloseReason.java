package io.saccade.processor.drift;

/** Why a window was closed. */
public enum CloseReason {
  /** Events came that are later than the window's end and the grace. */
  STREAM_TIME,
  /** No event came for so long that, had time gone on in the stream, the window would be over. */
  IDLE
}
