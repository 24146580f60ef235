package io.saccade.processor.release;

/** What can be wrong with an operator's wish, as a code for programs. */
public enum ReleaseMistake {
  /** A name is blank, too long, or holds what no name holds. */
  BAD_NAME,
  /** The place of a bundle is no path or URI, or carries credentials. */
  BAD_URI,
  /** There is nothing that could be changed, promoted or rolled back. */
  NO_RELEASE,
  /** There is no canary to promote. */
  NO_CANARY,
  /** There is no version before this one to go back to. */
  NO_PREVIOUS,
  /** A share of the keys is not above 0 and at most 100. */
  BAD_PERCENT,
  /** A hash is not 64 hexadecimal digits. */
  BAD_HASH,
  /** Nobody knows where the bundle of the version is. */
  UNKNOWN_VERSION,
  /** Two bundles bear the same version. */
  SAME_VERSION,
  /** A canary or a shadow answers already, as something else. */
  ALREADY_ANSWERING
}
