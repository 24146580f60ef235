package io.saccade.model.bundle;

/** What to do where a bundle is to be written and something is there already. */
public enum IfPresent {
  /** Write nothing and say so. */
  REFUSE,
  /** Put the new bundle in the place of the old one; what is not a bundle is never replaced. */
  REPLACE
}
