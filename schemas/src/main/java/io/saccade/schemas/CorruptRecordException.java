package io.saccade.schemas;

/** The bytes are not a record in the wire format, or not what their schema says. Final. */
public final class CorruptRecordException extends SchemaException {

  CorruptRecordException(String message) {
    super(message);
  }

  /** Says what is wrong with the bytes. */
  public CorruptRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
