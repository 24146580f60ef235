package io.saccade.schemas;

/**
 * Two schemas do not agree: the one a record was written with does not resolve to the reader's, or
 * the registry refuses a new version of a subject because of its compatibility level.
 */
public final class IncompatibleSchemaException extends SchemaException {

  IncompatibleSchemaException(String message) {
    super(message);
  }

  IncompatibleSchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
