package io.saccade.processor.labels;

/** Why a label cannot be used. */
public enum LabelRefusal {
  /** The record has no value. */
  LABEL_EMPTY,
  /** The value is not a label in the registry's wire format. */
  LABEL_CORRUPT,
  /** The registry does not know the schema that it was written with, or that cannot be resolved. */
  LABEL_SCHEMA,
  /** It names no event. */
  LABEL_NO_EVENT,
  /** It names no class, or one with a name that no class has. */
  LABEL_NO_CLASS
}
